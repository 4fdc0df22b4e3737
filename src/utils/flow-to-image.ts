import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";

/**
 * Optical flow as a picture (torchvision's `flow_to_image`): the direction is the hue on a wheel of 55
 * colours (Baker et al. 2007), the length, by the longest of all, the saturation. float32 `[2, h, w]` or
 * `[n, 2, h, w]`, x then y, gives uint8 `[3, h, w]` or `[n, 3, h, w]`; no motion is white.
 * @example const picture = flowToImage(flow); // uint8 [3, h, w]
 */
export function flowToImage(flow: Tensor): Tensor {
  const { shape } = flow;
  const batched = shape.length === 4;
  if (flow.dtype !== "float32" || (!batched && shape.length !== 3) || shape.at(-3) !== 2) {
    const got = { dtype: flow.dtype, shape };
    throw expected(
      "flowToImage",
      "float32 [2, h, w] or [n, 2, h, w]",
      got,
      "check the flow's axes",
    );
  }
  const values = flow.hostData() as Float32Array;
  const plane = shape.at(-1)! * shape.at(-2)!;
  const longest = longestOf(values, plane);
  const out = new Uint8Array((values.length / 2) * 3);
  for (let from = 0, to = 0; from < values.length; from += 2 * plane, to += 3 * plane)
    paintInto(out.subarray(to, to + 3 * plane), values.subarray(from, from + 2 * plane), longest);
  return Tensor.fromData(out, [...shape.slice(0, -3), 3, ...shape.slice(-2)]);
}

const f = Math.fround;
const pi = f(Math.PI);

// float32's epsilon keeps a flow without motion from dividing by zero.
function longestOf(values: Float32Array, plane: number): number {
  let longest = 0;
  for (let start = 0; start < values.length; start += 2 * plane)
    for (let i = start; i < start + plane; i++)
      longest = Math.max(longest, lengthOf(values[i]!, values[i + plane]!));
  return f(longest + 2 ** -23);
}

function lengthOf(x: number, y: number): number {
  return f(Math.sqrt(f(f(x * x) + f(y * y))));
}

// Between the two nearest colours of the wheel, then towards white by the length. [2, h, w] -> [3, h, w]
function paintInto(out: Uint8Array, flow: Float32Array, longest: number): void {
  const plane = flow.length / 2;
  for (let i = 0; i < plane; i++) {
    const x = f(flow[i]! / longest);
    const y = f(flow[plane + i]! / longest);
    const length = lengthOf(x, y);
    const place = f(f(f(f(f(Math.atan2(-y, -x)) / pi) + 1) / 2) * (wheel.length - 1));
    const first = Math.floor(place);
    const share = f(place - first);
    const from = wheel[first]!;
    const to = wheel[(first + 1) % wheel.length]!;
    for (let c = 0, at = i; c < 3; c++, at += plane) {
      const hue = f(f(f(1 - share) * from[c]!) + f(share * to[c]!));
      out[at] = Math.floor(f(255 * f(1 - f(length * f(1 - hue)))));
    }
  }
}

// Red, yellow, green, cyan, blue, magenta and back: how many colours lead from each to the next; 0..1.
const wheel = [
  { steps: 15, from: [255, 0, 0], moves: 1 },
  { steps: 6, from: [255, 255, 0], moves: 0 },
  { steps: 4, from: [0, 255, 0], moves: 2 },
  { steps: 11, from: [0, 255, 255], moves: 1 },
  { steps: 13, from: [0, 0, 255], moves: 0 },
  { steps: 6, from: [255, 0, 255], moves: 2 },
].flatMap(({ steps, from, moves }) =>
  Array.from({ length: steps }, (_, i) => {
    const amount = Math.floor(f((255 * i) / steps));
    const bytes = from.map((value, c) => (c !== moves ? value : Math.abs(value - amount)));
    return bytes.map((byte) => f(byte / 255));
  }),
);
