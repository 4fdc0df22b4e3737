import sharp, { type KernelEnum, type Raw } from "sharp";
import {
  serveTransforms,
  type TransformReply,
  type TransformRequest,
  timed,
} from "../support/transform-protocol.ts";
import { rows } from "../support/transform-rows.ts";

interface Pixels {
  readonly data: Buffer;
  readonly raw: Raw;
}

const photos = new Map<string, Pixels>();
let call: () => Promise<unknown> = async () => undefined;

sharp.concurrency(1);
sharp.cache(false);
await serveTransforms(answer);

async function answer(request: TransformRequest): Promise<TransformReply> {
  switch (request.op) {
    case "open":
      for (const [name, { data, height, width }] of Object.entries(request.photos))
        photos.set(name, {
          data: Buffer.from(data, "base64"),
          raw: { width, height, channels: 3 },
        });
      return {
        about: `sharp ${sharp.versions["sharp"] ?? ""}, raw pixels to raw pixels, one thread`,
      };
    case "prepare": {
      const row = rows.find(({ name }) => name === request.name)?.sharp;
      if (row === undefined) return { missing: "has no such operation" };
      const { data, raw } = photos.get(request.photo)!;
      const [height, width] = row.size;
      const kernel = row.kernel as keyof KernelEnum;
      call = () =>
        sharp(data, { raw }).resize(width, height, { fit: "fill", kernel }).raw().toBuffer();
      return call().then(
        () => ({}),
        (error: unknown) => ({ missing: String(error) }),
      );
    }
    default:
      return timed(async () => {
        for (let i = 0; i < request.calls; i++) await call();
      });
  }
}
