import type { Attrs } from "../../../src/tensor/index.ts";
import { addAt, build, get, type Numbers, placesOf } from "./arrays.ts";

/** Settings as the operations take them, read out of their plain attributes. */
function settings(attrs: Attrs) {
  const pair = (name: string) => attrs[name] as readonly [number, number];
  return { stride: pair("stride"), padding: pair("padding"), dilation: pair("dilation") };
}

/** The pairs (input element, output element, weight element) of a convolution, by its definition. */
function* products(
  attrs: Attrs,
  [n, c, h, w]: readonly number[],
  [o, perGroup, kh, kw]: readonly number[],
  [oh, ow]: readonly number[],
): Generator<{ x: number[]; y: number[]; k: number[] }> {
  const { stride, padding, dilation } = settings(attrs);
  const outPerGroup = o! / (c! / perGroup!);
  for (const [b, out, i, j, ci, m, l] of placesOf([n!, o!, oh!, ow!, perGroup!, kh!, kw!])) {
    const row = i! * stride[0] + m! * dilation[0] - padding[0];
    const column = j! * stride[1] + l! * dilation[1] - padding[1];
    if (row < 0 || row >= h! || column < 0 || column >= w!) continue;
    const channel = Math.floor(out! / outPerGroup) * perGroup! + ci!;
    yield { x: [b!, channel, row, column], y: [b!, out!, i!, j!], k: [out!, ci!, m!, l!] };
  }
}

/** Output height and width of a window of `kernel` going over `size`. */
export function outputSize(
  attrs: Attrs,
  size: readonly number[],
  kernel: readonly number[],
): readonly number[] {
  const { stride, padding, dilation } = settings(attrs);
  return size.map((length, i) => {
    let count = 0;
    const reach = dilation[i]! * (kernel[i]! - 1);
    while (count * stride[i]! + reach < length + 2 * padding[i]!) count++;
    return count;
  });
}

/** Y[n,o,i,j] = sum over c,m,l of K[o,c,m,l] X[n,c,i s + m d - p,j s + l d - p] + b[o]. */
export function convolve([x, k, bias]: readonly Numbers[], attrs: Attrs): Numbers {
  const size = outputSize(attrs, x!.shape.slice(2), k!.shape.slice(2));
  const shape = [x!.shape[0]!, k!.shape[0]!, ...size];
  const out = build(shape, ([, o]) => bias?.data[o!] ?? 0);
  for (const at of products(attrs, x!.shape, k!.shape, size))
    addAt(out, at.y, get(x!, at.x) * get(k!, at.k));
  return out;
}

/** What flows back from Y to X. */
export function convolveInputGrad([gy, k]: readonly Numbers[], attrs: Attrs): Numbers {
  const channels = k!.shape[1]! * (attrs["groups"] as number);
  const shape = [gy!.shape[0]!, channels, ...(attrs["size"] as readonly number[])];
  const out = build(shape, () => 0);
  for (const at of products(attrs, shape, k!.shape, gy!.shape.slice(2)))
    addAt(out, at.x, get(gy!, at.y) * get(k!, at.k));
  return out;
}

/** What flows back from Y to K. */
export function convolveWeightGrad([x, gy]: readonly Numbers[], attrs: Attrs): Numbers {
  const perGroup = x!.shape[1]! / (attrs["groups"] as number);
  const shape = [gy!.shape[1]!, perGroup, ...(attrs["size"] as readonly number[])];
  const out = build(shape, () => 0);
  for (const at of products(attrs, x!.shape, shape, gy!.shape.slice(2)))
    addAt(out, at.k, get(x!, at.x) * get(gy!, at.y));
  return out;
}

/** The first largest element of each window: its value and its place. */
function winners(x: Numbers, attrs: Attrs) {
  const { stride, padding, dilation } = settings(attrs);
  const [kh, kw] = attrs["kernel"] as readonly [number, number];
  const [h, w] = x.shape.slice(2) as [number, number];
  const size = outputSize(attrs, [h, w], [kh, kw]);
  const shape = [...x.shape.slice(0, 2), ...size];
  return placesOf(shape).map(([n, c, i, j]) => {
    let best = { value: -Infinity, place: [n!, c!, 0, 0] };
    for (const [m, l] of placesOf([kh, kw])) {
      const row = i! * stride[0] + m! * dilation[0] - padding[0];
      const column = j! * stride[1] + l! * dilation[1] - padding[1];
      if (row < 0 || row >= h || column < 0 || column >= w) continue;
      const place = [n!, c!, row, column];
      if (get(x, place) > best.value) best = { value: get(x, place), place };
    }
    return best;
  });
}

/** The largest element of each window. */
export function maxPool([x]: readonly Numbers[], attrs: Attrs): Numbers {
  const size = outputSize(attrs, x!.shape.slice(2), attrs["kernel"] as readonly number[]);
  const won = winners(x!, attrs);
  return build([...x!.shape.slice(0, 2), ...size], (_, i) => won[i]!.value);
}

/** Each window's gradient at its first largest element. */
export function maxPoolGrad([x, , gy]: readonly Numbers[], attrs: Attrs): Numbers {
  const out = build(x!.shape, () => 0);
  winners(x!, attrs).forEach(({ place }, i) => {
    addAt(out, place, gy!.data[i]!);
  });
  return out;
}
