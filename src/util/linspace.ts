/**
 * `count` float32 numbers from `start` to `end`, to the bit as `torch.linspace` has them on a CPU with
 * vectors of eight floats: counted from the nearer end, in blocks of 16 from the start of each eight.
 * @example linspace(0, 1, 5); // 0, 0.25, 0.5, 0.75, 1
 */
export function linspace(start: number, end: number, count: number): number[] {
  const { fround } = Math;
  const [from, to] = [fround(start), fround(end)];
  if (count === 1) return [from];
  const step = fround(fround(to - from) / (count - 1));
  const half = Math.floor(count / 2);
  // products are exact in double precision, so each is rounded once with its sum
  const at = (k: number) =>
    k < half ? fround(from + step * k) : fround(to - step * (count - 1 - k));
  const blocks = count - (count % 16);
  return Array.from({ length: count }, (_, i) => {
    if (i >= blocks) return at(i);
    const eight = i - (i % 8);
    return fround(at(eight) + fround(step * (i - eight)));
  });
}
