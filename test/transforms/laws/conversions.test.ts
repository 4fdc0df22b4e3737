import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { Image, Video } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { spelled } from "../../../src/testing/index.ts";
import { functional as F, Normalize, ToImage } from "../../../src/transforms/index.ts";
import { VisionError } from "../../../src/util/errors.ts";
import { check, edge, inside, picture, unit, units, within } from "../pictures.ts";

type Change = <Part extends Image | Tensor>(part: Part) => Part;

const opaque = (kinds?: readonly ("bytes" | "floats")[]) =>
  picture(kinds).filter(({ channels }) => channels !== 4);
const tensorOf = (x: Image): Tensor => F.toPureTensor(x);

/** Functionals with parameters that fit any picture of 1 or 3 channels. */
const changesOf = (
  size: readonly [number, number],
  u: readonly number[],
  h: number,
  w: number,
): readonly Change[] => [
  (part) => F.adjustBrightness(part, 3 * u[0]!),
  (part) => F.adjustContrast(part, 3 * u[1]!),
  (part) => F.adjustGamma(part, 3 * u[2]!),
  (part) => F.adjustHue(part, u[3]! - 0.5),
  (part) => F.adjustSaturation(part, 3 * u[0]!),
  (part) => F.adjustSharpness(part, 3 * u[1]!),
  (part) => F.affine(part, 360 * u[2]!, { scale: 0.5 + u[0]!, interpolation: "bilinear" }),
  (part) => F.autocontrast(part),
  (part) => F.centerCrop(part, [h, w]),
  (part) => F.crop(part, inside(size, u)),
  (part) => F.equalize(part),
  (part) => F.erase(part, inside(size, u), 0.5),
  (part) => F.gaussianBlur(part, 3),
  (part) => F.horizontalFlip(part),
  (part) => F.invert(part),
  (part) => F.pad(part, [1, 0, 2, 3], { paddingMode: "reflect" }),
  (part) => F.posterize(part, 3),
  (part) => F.resize(part, [h, w]),
  (part) => F.resizedCrop(part, inside(size, u), [h, w]),
  (part) => F.rgbToGrayscale(part),
  (part) => F.rotate(part, 360 * u[3]!, { expand: true }),
  (part) => F.solarize(part, u[0]!),
  (part) => F.toDtype(part, "float32", { scale: true }),
  (part) => F.verticalFlip(part),
];

// The pictures of a batch, one behind the other.
function stack(tensors: readonly Tensor[]): Tensor {
  const all = tensors.map((tensor) => tensor.hostData() as Float32Array);
  const length = all.reduce((sum, data) => sum + data.length, 0);
  const data = new (all[0]!.constructor as Float32ArrayConstructor)(length);
  let at = 0;
  for (const part of all) {
    data.set(part, at);
    at += part.length;
  }
  return Tensor.fromData(data, [tensors.length, ...tensors[0]!.shape]);
}

describe("laws of conversions", () => {
  test("P37: all bytes come back from floats, whole numbers from doubles", () => {
    const bytes = Tensor.fromData(
      Uint8Array.from({ length: 256 }, (_, i) => i),
      [1, 16, 16],
    );
    for (const dtype of ["float32", "float64", "int32", "int64"] as const) {
      const there = F.toDtype(bytes, dtype, { scale: true });
      assert.deepEqual(spelled(F.toDtype(there, "uint8", { scale: true })), spelled(bytes));
    }
  });

  // There are no 16-bit pictures here; the next wider kind is int32.
  const whole = fc.integer({ min: 0, max: 2 ** 31 - 1 });
  check(
    "P37: whole numbers come back from doubles",
    [fc.array(whole, { minLength: 1 })],
    (list) => {
      const x = Tensor.fromData(Int32Array.from(list), [1, 1, list.length]);
      const there = F.toDtype(x, "float64", { scale: true });
      assert.deepEqual(spelled(F.toDtype(there, "int32", { scale: true })), spelled(x));
    },
  );

  check("P31: to its own type, a picture stays itself", [picture()], (x) => {
    const dtype = x.data instanceof Uint8Array ? "uint8" : "float32";
    assert.equal(F.toDtype(x, dtype), x);
    assert.equal(F.toDtype(x, dtype, { scale: true }), x);
    assert.deepEqual(spelled(F.toImage(tensorOf(x))), spelled(x));
    assert.deepEqual(spelled(new ToImage().apply(tensorOf(x))), spelled(x));
  });

  const orders = [0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => [a, b, 3 - a - b]));
  const order = fc.constantFrom(...orders.filter(([a, b]) => a !== b));
  check("P35: channels put back in order", [picture(), order], (x, three) => {
    const permutation = x.channels === 4 ? [3, ...three] : three.slice(0, x.channels);
    const p = x.channels === 1 ? [0] : permutation;
    const back = p.map((_, c) => p.indexOf(c));
    assert.deepEqual(spelled(F.permuteChannels(F.permuteChannels(x, p), back)), spelled(x));
  });

  const positive = fc.double({ min: 0.1, max: 2, noNaN: true });
  check(
    "P36: normalising each channel is undone, and needs a spread",
    [opaque(["bytes"]), units, positive, positive],
    (x, u, a, b) => {
      const [mean, std] = [u.slice(0, x.channels), [a, b, (a + b) / 2].slice(0, x.channels)];
      const before: Tensor = F.toTensor(x);
      const after = F.normalize(before, mean, std);
      const data = after.hostData() as Float32Array;
      const pixels = x.width * x.height;
      const back = data.map((v, i) => {
        const c = Math.floor(i / pixels);
        return v * std[c]! + mean[c]!;
      });
      within(back, before.hostData() as Float32Array, 1e-6);
      assert.throws(
        () =>
          F.normalize(
            before,
            mean,
            std.map(() => 0),
          ),
        VisionError,
      );
      assert.throws(() => new Normalize(mean, [0]), VisionError);
    },
  );

  check(
    "P47: a batch is its pictures, each by itself; none is none",
    [opaque(), units, edge, edge],
    (x, u, h, w) => {
      const [a, b] = [tensorOf(x), tensorOf(F.invert(x))];
      const [c, height, width] = a.shape;
      const empty = Tensor.fromData(a.hostData().slice(0, 0), [0, c!, height!, width!]);
      for (const change of changesOf(x.size, u, h, w)) {
        const want = stack([change(a), change(b)]);
        assert.deepEqual(spelled(change(stack([a, b]))), spelled(want));
        assert.deepEqual(change(empty).shape, [0, ...want.shape.slice(1)]);
      }
      const video = new Video([x, F.invert(x)]);
      const blurred = F.gaussianBlur(video, 3).frames.map(spelled);
      assert.deepEqual(
        blurred,
        [...video.frames].map((frame) => spelled(F.gaussianBlur(frame, 3))),
      );
    },
  );

  check(
    "P57: pixels first, channels first, in larger or shared memory: all the same",
    [opaque(), units, edge, edge],
    (x, u, h, w) => {
      const Kind = x.data.constructor as Uint8ArrayConstructor;
      const shared = new Kind(new SharedArrayBuffer(x.data.byteLength + 8), 4, x.data.length);
      const larger = new Kind(new ArrayBuffer(x.data.byteLength + 12), 8, x.data.length);
      for (const view of [shared, larger]) view.set(x.data);
      for (const change of changesOf(x.size, u, h, w)) {
        const want = change(x);
        for (const view of [shared, larger])
          assert.deepEqual(spelled(change(new Image(view, x))), spelled(want));
        const tensor = change(tensorOf(x));
        const planes = tensorOf(want);
        assert.deepEqual(tensor.shape, planes.shape);
        within(tensor.hostData() as Float32Array, planes.hostData() as Float32Array, 0);
      }
    },
  );

  check(
    "P49: a functional leaves its input, and gives memory of its own",
    [opaque(), units, unit],
    (x, u, v) => {
      const before = x.data.slice();
      for (const change of changesOf(x.size, u, 4, 1 + Math.floor(9 * v))) {
        const after = change(x);
        assert.ok(after === x || after.data.buffer !== x.data.buffer);
        assert.deepEqual(x.data, before);
      }
    },
  );
});
