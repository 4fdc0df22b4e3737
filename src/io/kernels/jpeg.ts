import type { PixelWindow } from "../../sample/index.ts";
import { uninitializedBytes } from "../../util/allocate.ts";
import { type Kernels, withModule } from "../../util/wasm.ts";
import type { JpegFile } from "../jpeg-file.ts";
import { type JpegPlan, type JpegShrink, planJpeg } from "./jpeg-plan.ts";

/** What `wasm/jpeg.ts` exports; places are byte offsets. */
interface JpegKernels extends Kernels {
  readonly free: () => number;
  readonly huffman: (slot: number, src: number) => number;
  readonly steps: (slot: number, src: number, wide: number) => void;
  readonly component: (i: number, ...rest: readonly number[]) => void;
  readonly begin: (components: number, units: number, interval: number) => void;
  readonly open: (low: number, high: number) => void;
  readonly feed: (from: number, to: number) => void;
  readonly rawPlace: () => number;
  readonly decodeRow: (row: number, wanted: number, bytes: number) => number;
  readonly finish: () => number;
  readonly grays: (dst: number, y: number, end: number, left: number, right: number) => void;
  readonly pixels: (dst: number, y: number, end: number, ...rest: readonly number[]) => void;
}

const file = new URL("./wasm/jpeg.wasm", import.meta.url);
/**
 * The pixels of a part of a JPEG, one or three bytes each: bit for bit libjpeg-turbo's. The whole scan is
 * read, whichever part it is. `undefined` for a file that is damaged in any way, and where there are no
 * kernels.
 */
export function decodeJpeg(
  bytes: Uint8Array,
  jpeg: JpegFile,
  shrink: JpegShrink,
  window: PixelWindow,
): Uint8Array | undefined {
  const plan = planJpeg(jpeg, bytes.length - jpeg.scan, shrink, window);
  return withModule(file, plan.end, (kernels: JpegKernels) =>
    run(kernels, plan, bytes, jpeg, window),
  );
}

/** True where there are kernels. */
export function decodesJpeg(): boolean {
  return withModule(file, 0, () => true) ?? false;
}

function run(
  kernels: JpegKernels,
  plan: JpegPlan,
  bytes: Uint8Array,
  jpeg: JpegFile,
  window: PixelWindow,
): Uint8Array | undefined {
  if (!prepare(kernels, plan, bytes, jpeg)) return undefined;
  const memory = new Uint8Array(kernels.memory.buffer);
  const { most, pixels } = plan;
  const { rows, unitHeight, height } = plan.shape;
  const { top, width } = window;
  const bottom = top + window.height;
  const line = width * plan.planes.length;
  const out = uninitializedBytes(window.height * line);
  // smooth doubling looks one row of colours further
  const later = plan.shape.down === 2 && plan.shape.smooth ? 1 : 0;
  const feed = feeder(kernels, plan, memory, bytes, jpeg.scan);
  for (let row = 0, done = top; row < rows; row++) {
    const [first, next] = [row * unitHeight, (row + 1) * unitHeight];
    feed();
    const wanted = next > top - 2 && first < bottom + 2;
    if (!kernels.decodeRow(row, wanted ? 1 : 0, most)) return undefined;
    const ready = Math.min(bottom, row === rows - 1 ? height : next - later);
    if (ready <= done) continue;
    show(kernels, plan, window, done, ready);
    out.set(memory.subarray(pixels, pixels + (ready - done) * line), (done - top) * line);
    done = ready;
  }
  feed();
  return kernels.finish() ? out : undefined;
}

// Hands over the next part of the file where a row of units might need it.
function feeder(
  kernels: JpegKernels,
  { raw, rawBytes, most }: JpegPlan,
  memory: Uint8Array,
  bytes: Uint8Array,
  start: number,
): () => void {
  let position = start;
  let fed = 0;
  return () => {
    const rest = fed === 0 ? 0 : fed - (kernels.rawPlace() - raw);
    if (rest >= most || position >= bytes.length) return;
    memory.copyWithin(raw, raw + fed - rest, raw + fed);
    const size = Math.min(rawBytes - rest, bytes.length - position);
    memory.set(bytes.subarray(position, position + size), raw + rest);
    position += size;
    fed = rest + size;
    kernels.feed(raw, raw + fed);
  };
}

function show(
  kernels: JpegKernels,
  plan: JpegPlan,
  { left, width }: PixelWindow,
  y: number,
  end: number,
): void {
  const { pixels, lines } = plan;
  const { across, down, smooth, from, to, tall } = plan.shape;
  const right = left + width;
  const colours = [across, down, smooth ? 1 : 0, from, to, tall, ...lines];
  if (plan.planes.length === 1) kernels.grays(pixels, y, end, left, right);
  else kernels.pixels(pixels, y, end, left, right, ...colours);
}

// Tables pass through the place that pixels take later.
function prepare(
  kernels: JpegKernels,
  plan: JpegPlan,
  bytes: Uint8Array,
  { components, steps, codes, interval }: JpegFile,
): boolean {
  const memory = new Uint8Array(kernels.memory.buffer);
  for (const [slot, { at, wide }] of steps) {
    memory.set(bytes.subarray(at, at + (wide ? 128 : 64)), plan.pixels);
    kernels.steps(slot, plan.pixels, wide ? 1 : 0);
  }
  for (const [slot, { at, length }] of codes) {
    memory.set(bytes.subarray(at, at + length), plan.pixels);
    if (!kernels.huffman(slot, plan.pixels)) return false;
  }
  for (const [i, { part, edge, at, stride, from, to }] of plan.planes.entries()) {
    const shape = [part.across, part.down, edge, part.first, part.others, part.steps];
    kernels.component(i, ...shape, at, stride, from, to);
  }
  kernels.begin(components.length, plan.shape.units, interval);
  kernels.open(plan.bits, plan.bits + plan.bitBytes);
  return true;
}
