import { checkNumber } from "./check.ts";
import { expected } from "./errors.ts";
import type { Rng } from "./rng.ts";

const smallest = 2 ** -126; // the least normal float32 number
const belowOne = 1 - 2 ** -24; // the float32 number before 1

/**
 * Shares of a whole, drawn of the Dirichlet distribution with concentrations `alphas`: float32 values
 * that sum to 1, as `torch._sample_dirichlet(torch.tensor(alphas))` draws them. The first of two shares
 * with `[a, b]` is a draw of Beta(a, b). Throws unless `alphas` are one or more positive numbers.
 * @example const [share] = dirichlet(rng, [1, 1]); // uniform in 0..1
 */
export function dirichlet(rng: Rng, alphas: readonly number[]): number[] {
  if (alphas.length === 0)
    throw expected("dirichlet", "one or more concentrations", alphas, "pass an alpha a share");
  for (const alpha of alphas) checkNumber("dirichlet", "alpha", alpha, { low: smallest });
  const parts = alphas.map((alpha) => Math.max(gamma(rng, Math.fround(alpha)), minimum));
  const sum = parts.reduce((all, part) => all + part);
  return parts.map((part) => Math.min(belowOne, Math.max(smallest, Math.fround(part / sum))));
}

const minimum = 2.2250738585072014e-308; // the least normal float64 number
const third = Math.fround(1 / 3); // the constants of torch's source are float32
const squeeze = Math.fround(0.0331);

// Marsaglia and Tsang (2000): d (1 + c x)^3 for a normal x is accepted with a probability that makes it
// Gamma(alpha); alpha below 1 is drawn as alpha + 1 and scaled by u^(1 / alpha).
function gamma(rng: Rng, alpha: number): number {
  if (alpha < 1) {
    const scale = (1 - rng.double()) ** (1 / alpha);
    return scale * gamma(rng, alpha + 1);
  }
  const d = alpha - third;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    let [x, y] = [0, 0];
    do {
      x = rng.normal();
      y = 1 + c * x;
    } while (y <= 0);
    const v = y * y * y;
    const u = 1 - rng.double();
    const xx = x * x;
    if (u < 1 - squeeze * xx * xx) return d * v;
    if (Math.log(u) < 0.5 * xx + d * (1 - v + Math.log(v))) return d * v;
  }
}
