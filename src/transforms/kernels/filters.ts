/** A resampling filter: its weight at a distance (in source pixels), zero beyond `support`. */
export interface Filter {
  readonly support: number;
  readonly weight: (x: number) => number;
}

/** The filters of Pillow's `Image.resize`, by torchvision's names. */
export const filters = {
  box: { support: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  hamming: { support: 1, weight: hamming },
  bicubic: { support: 2, weight: (x) => cubic(Math.abs(x), -0.5) },
  lanczos: { support: 3, weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
} as const satisfies Record<string, Filter>;

/** Keys' cubic convolution kernel with parameter `a` (Keys 1981), for x >= 0. */
export function cubic(x: number, a: number): number {
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

// A sinc under a Hamming window of half-width 1; Pillow writes its two constants in single precision.
const [base, swing] = [Math.fround(0.54), Math.fround(0.46)];
function hamming(x: number): number {
  const t = Math.PI * Math.abs(x);
  if (t === 0) return 1;
  return t >= Math.PI ? 0 : (Math.sin(t) / t) * (base + swing * Math.cos(t));
}

/** For each output position: the first source position, how many, and their weights (sum 1). */
export interface Taps {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  /** `[outSize, stride]`, row by row. */
  readonly weights: Float64Array;
  readonly stride: number;
}

/**
 * The weights of one axis of a resize with antialiasing: the filter is widened by the scale when
 * the image shrinks, windows are cut at the borders and rescaled to sum 1 (Pillow's rule).
 */
export function filterTaps(inSize: number, outSize: number, filter: Filter): Taps {
  const scale = inSize / outSize;
  const stretch = Math.max(scale, 1);
  const support = filter.support * stretch;
  const stride = Math.ceil(support) * 2 + 1;
  const narrow = 1 / stretch;
  const { weight } = filter;
  const starts = new Int32Array(outSize);
  const counts = new Int32Array(outSize);
  const weights = new Float64Array(outSize * stride);
  for (let i = 0, at = 0; i < outSize; i++, at += stride) {
    const center = (i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - support + 0.5));
    const count = Math.min(inSize, Math.trunc(center + support + 0.5)) - start;
    let sum = 0;
    for (let j = 0; j < count; j++) {
      const w = weight((j + start - center + 0.5) * narrow);
      weights[at + j] = w;
      sum += w;
    }
    if (sum !== 0) for (let j = at; j < at + count; j++) weights[j]! /= sum;
    starts[i] = start;
    counts[i] = count;
  }
  return { starts, counts, weights, stride };
}

/**
 * The weights of one axis without antialiasing: two neighbours (linear) or four (cubic, a = -0.75)
 * around the half-pixel position, whatever the scale (torch's `interpolate`).
 */
export function pointTaps(inSize: number, outSize: number, kind: "bilinear" | "bicubic"): Taps {
  const stride = kind === "bilinear" ? 2 : 4;
  const starts = new Int32Array(outSize);
  const counts = new Int32Array(outSize).fill(stride);
  const weights = new Float64Array(outSize * stride);
  const scale = Math.fround(inSize / outSize); // torch keeps scale and position in float32
  for (let i = 0; i < outSize; i++) {
    const exact = Math.fround(scale * (i + 0.5) - 0.5);
    const position = kind === "bilinear" ? Math.max(0, exact) : exact;
    const base = Math.floor(position);
    const t = position - base;
    starts[i] = kind === "bilinear" ? base : base - 1;
    const near = [1 - t, t];
    const wide = [1 + t, t, 1 - t, 2 - t].map((x) => cubic(x, -0.75));
    weights.set(kind === "bilinear" ? near : wide, i * stride);
  }
  return { starts, counts, weights, stride };
}
