import type { Attrs } from "../../../src/tensor/index.ts";
import { addAt, build, get, type Numbers, placesOf } from "./arrays.ts";

/** Settings as the operations take them, read out of their plain attributes. */
function settings(attrs: Attrs) {
  const list = (name: string, usual: number) =>
    (attrs[name] as readonly number[] | undefined) ??
    (attrs["stride"] as readonly number[]).map(() => usual);
  return { stride: list("stride", 1), padding: list("padding", 0), dilation: list("dilation", 1) };
}

/** The element that a window at `at` has at its place `inside`, or undefined beyond the input. */
function placeIn(
  attrs: Attrs,
  size: readonly number[],
  at: readonly number[],
  inside: readonly number[],
): number[] | undefined {
  const { stride, padding, dilation } = settings(attrs);
  const place = size.map((_, d) => at[d]! * stride[d]! + inside[d]! * dilation[d]! - padding[d]!);
  return place.every((i, d) => i >= 0 && i < size[d]!) ? place : undefined;
}

/** The triples (input element, output element, weight element) of a convolution, by its definition. */
function* products(
  attrs: Attrs,
  [n, c, ...size]: readonly number[],
  [o, perGroup, ...kernel]: readonly number[],
  out: readonly number[],
): Generator<{ x: number[]; y: number[]; k: number[] }> {
  const outPerGroup = o! / (c! / perGroup!);
  for (const [b, to, from, ...rest] of placesOf([n!, o!, perGroup!, ...out, ...kernel])) {
    const at = rest.slice(0, out.length);
    const inside = rest.slice(out.length);
    const place = placeIn(attrs, size, at, inside);
    if (place === undefined) continue;
    const channel = Math.floor(to! / outPerGroup) * perGroup! + from!;
    yield { x: [b!, channel, ...place], y: [b!, to!, ...at], k: [to!, from!, ...inside] };
  }
}

/**
 * Output size of a window of `kernel` going over `size`. With `ceilMode` a last window may reach beyond the end by less
 * than a stride, if it starts before it.
 */
export function outputSize(
  attrs: Attrs,
  size: readonly number[],
  kernel: readonly number[],
): readonly number[] {
  const { stride, padding, dilation } = settings(attrs);
  return size.map((length, i) => {
    const reach = dilation[i]! * (kernel[i]! - 1);
    const beyond = attrs["ceilMode"] ? stride[i]! - 1 : 0;
    const fits = (start: number) =>
      start + reach < length + 2 * padding[i]! + beyond &&
      (!attrs["ceilMode"] || start < length + padding[i]!);
    let count = 0;
    while (fits(count * stride[i]!)) count++;
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

/** What flows back from Y to X, plus b[c]. */
export function convolveInputGrad([gy, k, bias]: readonly Numbers[], attrs: Attrs): Numbers {
  const channels = k!.shape[1]! * (attrs["groups"] as number);
  const shape = [gy!.shape[0]!, channels, ...(attrs["size"] as readonly number[])];
  const out = build(shape, ([, c]) => bias?.data[c!] ?? 0);
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

/** The places of the elements that each window has, window by window. */
function windows(x: Pick<Numbers, "shape">, attrs: Attrs): readonly (readonly number[][])[] {
  const kernel = attrs["kernel"] as readonly number[];
  const size = x.shape.slice(2);
  const out = outputSize(attrs, size, kernel);
  return placesOf([...x.shape.slice(0, 2), ...out]).map(([n, c, ...at]) =>
    placesOf(kernel).flatMap((inside) => {
      const place = placeIn(attrs, size, at, inside);
      return place === undefined ? [] : [[n!, c!, ...place]];
    }),
  );
}

/** The first largest element of each window: its value and its place. */
function winners(x: Numbers, attrs: Attrs) {
  return windows(x, attrs).map((places) => {
    let best = { value: -Infinity, place: places[0]! };
    for (const place of places)
      if (get(x, place) > best.value) best = { value: get(x, place), place };
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

/** Of g, the element at each window's first largest one of x. */
export function maxPoolPick([x, y, g]: readonly Numbers[], attrs: Attrs): Numbers {
  const won = winners(x!, attrs);
  return build(y!.shape, (_, i) => get(g!, won[i]!.place));
}

/** What each window's sum is divided by. */
function divisors(shape: readonly number[], attrs: Attrs): readonly number[] {
  const kernel = attrs["kernel"] as readonly number[];
  const { stride, padding } = settings(attrs);
  const size = shape.slice(2);
  const out = outputSize(attrs, size, kernel);
  const inside = windows({ shape }, attrs).map((places) => places.length);
  return placesOf([...shape.slice(0, 2), ...out]).map(([, , ...at], i) => {
    if ((attrs["divisor"] as number) > 0) return attrs["divisor"] as number;
    if (!attrs["countIncludePad"]) return inside[i]!;
    // The padding counts; what ceilMode adds beyond it does not.
    return at.reduce((count, place, d) => {
      const start = place * stride[d]!;
      return count * (Math.min(start + kernel[d]!, size[d]! + 2 * padding[d]!) - start);
    }, 1);
  });
}

/** The mean of each window. */
export function avgPool([x]: readonly Numbers[], attrs: Attrs): Numbers {
  const size = outputSize(attrs, x!.shape.slice(2), attrs["kernel"] as readonly number[]);
  const by = divisors(x!.shape, attrs);
  const all = windows(x!, attrs);
  return build(
    [...x!.shape.slice(0, 2), ...size],
    (_, i) => all[i]!.reduce((sum, place) => sum + get(x!, place), 0) / by[i]!,
  );
}

/** Each window's gradient, divided among its elements. */
export function avgPoolGrad([gy]: readonly Numbers[], attrs: Attrs): Numbers {
  const shape = [...gy!.shape.slice(0, 2), ...(attrs["size"] as readonly number[])];
  const out = build(shape, () => 0);
  const by = divisors(shape, attrs);
  windows(out, attrs).forEach((places, i) => {
    for (const place of places) addAt(out, place, gy!.data[i]! / by[i]!);
  });
  return out;
}
