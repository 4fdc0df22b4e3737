// Masks of COCO: polygons, and run lengths down the columns, plain or packed into text. The places of the
// border are those of pycocotools: it draws polygons five times as large and takes every fifth row.

/** A mask as COCO writes it. */
export type CocoSegmentation =
  | readonly (readonly number[])[]
  | { readonly size: readonly number[]; readonly counts: string | readonly number[] };

/**
 * Sets the pixels of an object to 1 in `out` `[height, width]`. Throws RangeError for what is no mask of
 * that size.
 */
export function drawSegmentation(
  out: Uint8Array,
  segmentation: CocoSegmentation,
  height: number,
  width: number,
): void {
  if (isPolygons(segmentation)) {
    for (const polygon of segmentation) fillPolygon(out, polygon, height, width);
    return;
  }
  const { size, counts } = segmentation;
  if (size?.[0] !== height || size[1] !== width)
    throw new RangeError(`a mask of size [${size}] for an image of [${height}, ${width}]`);
  const runs = typeof counts === "string" ? unpackRuns(counts) : counts;
  let at = 0;
  for (const [i, run] of runs.entries()) {
    if (!(Number.isSafeInteger(run) && run >= 0 && at + run <= out.length))
      throw new RangeError(`runs that end after ${out.length} pixels`);
    if (i % 2 === 1) for (let k = at; k < at + run; k++) out[transposed(k, height, width)] = 1;
    at += run;
  }
  if (at !== out.length) throw new RangeError(`runs of ${at} pixels in place of ${out.length}`);
}

function isPolygons(value: CocoSegmentation): value is readonly (readonly number[])[] {
  return Array.isArray(value);
}

// Places count down the columns there, along the rows here.
function transposed(place: number, height: number, width: number): number {
  return (place % height) * width + Math.floor(place / height);
}

/** Run lengths of COCO's text: five bits a character, sixth for more, differences to the last but one. */
export function unpackRuns(text: string): number[] {
  const runs: number[] = [];
  for (let at = 0; at < text.length; ) {
    let value = 0;
    let more = true;
    for (let shift = 0; more; shift += 5) {
      const bits = text.charCodeAt(at++) - 48;
      if (!(bits >= 0 && bits < 64) || shift > 30) throw new RangeError("text that is no mask");
      value += (bits & 31) * 2 ** shift;
      more = (bits & 32) !== 0;
      if (!more && (bits & 16) !== 0) value -= 2 ** (shift + 5); // two's complement
    }
    runs.push(runs.length > 2 ? value + runs.at(-2)! : value);
  }
  return runs;
}

const scale = 5;

// Every step of the enlarged outline to another column is a place, in its column, from which on inside
// and outside change sides.
function fillPolygon(out: Uint8Array, xy: readonly number[], height: number, width: number): void {
  if (xy.length < 6 || xy.length % 2 !== 0 || !xy.every((value) => Math.abs(value) < 1e6))
    throw new RangeError(`a polygon of ${xy.length} numbers`);
  const changes = new Uint8Array(height * width + 1);
  let [lastX, lastY] = [Number.NaN, 0];
  const visit = (x: number, y: number): void => {
    if (x !== lastX && !Number.isNaN(lastX))
      markChange(changes, [lastX, lastY], [x, y], height, width);
    [lastX, lastY] = [x, y];
  };
  const corner = (i: number) => Math.trunc(scale * xy[i]! + 0.5);
  for (let i = 0; i < xy.length; i += 2) {
    const j = (i + 2) % xy.length;
    walkEdge(corner(i), corner(i + 1), corner(j), corner(j + 1), visit);
  }
  let inside = 0;
  for (let place = 0; place < height * width; place++) {
    inside ^= changes[place]!;
    if (inside === 1) out[transposed(place, height, width)] = 1;
  }
}

// The points of an edge, one a step along its longer side. Rounding goes from the smaller end on,
// whichever way the edge is walked.
function walkEdge(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  visit: (x: number, y: number) => void,
): void {
  const [dx, dy] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  const steps = Math.max(dx, dy);
  const flat = dx >= dy;
  const back = flat ? x0 > x1 : y0 > y1;
  const [xs, ys, xe, ye] = back ? [x1, y1, x0, y0] : [x0, y0, x1, y1];
  const slope = steps === 0 ? 0 : (flat ? ye - ys : xe - xs) / steps;
  for (let d = 0; d <= steps; d++) {
    const t = back ? steps - d : d;
    if (flat) visit(xs + t, Math.trunc(ys + slope * t + 0.5));
    else visit(Math.trunc(xs + slope * t + 0.5), ys + t);
  }
}

function markChange(
  changes: Uint8Array,
  from: readonly [number, number],
  to: readonly [number, number],
  height: number,
  width: number,
): void {
  const x = ((to[0] < from[0] ? to[0] : to[0] - 1) + 0.5) / scale - 0.5;
  if (!Number.isInteger(x) || x < 0 || x > width - 1) return;
  const y = (Math.min(to[1], from[1]) + 0.5) / scale - 0.5;
  const row = Math.ceil(Math.min(Math.max(y, 0), height));
  changes[x * height + row]! ^= 1;
}
