import { Image } from "../../src/sample/index.ts";
import { functional, Transform } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import {
  serveTransforms,
  type TransformReply,
  type TransformRequest,
  timed,
} from "../support/transform-protocol.ts";
import { type Picture, rows } from "../support/transform-rows.ts";

const photos = new Map<string, Image>();
let call: (rng: Rng) => unknown = () => undefined;

await serveTransforms(answer);

async function answer(request: TransformRequest): Promise<TransformReply> {
  switch (request.op) {
    case "open":
      for (const [name, { data, height, width }] of Object.entries(request.photos)) {
        const pixels = new Uint8Array(Buffer.from(data, "base64"));
        photos.set(name, new Image(pixels, { height, width, channels: 3 }));
      }
      return { about: `tsvision, Node ${process.version}, one thread` };
    case "prepare":
      return prepare(request.name, request.photo, request.floats);
    default: {
      const rng = new Rng(request.seed);
      return timed(async () => {
        for (let i = 0; i < request.calls; i++) call(rng);
      });
    }
  }
}

function prepare(name: string, photo: string, floats: boolean): TransformReply {
  const image = photos.get(photo)!;
  const picture = (floats ? functional.toTensor(image) : image) as Picture;
  try {
    const op = rows.find((row) => row.name === name)!.own();
    call = (rng) => (op instanceof Transform ? op.apply(picture, rng) : op(picture, rng));
    call(new Rng(0));
    return {};
  } catch (error) {
    return { missing: String(error) };
  }
}
