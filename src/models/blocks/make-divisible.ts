/**
 * The multiple of `divisor` nearest to `value`, at least `divisor` and never below nine tenths of
 * `value` (from the MobileNet papers' code, torchvision's `_make_divisible`).
 * @example makeDivisible(37, 8); // 40
 */
export function makeDivisible(value: number, divisor = 8): number {
  const near = Math.max(divisor, Math.floor((value + divisor / 2) / divisor) * divisor);
  return near < 0.9 * value ? near + divisor : near;
}
