import { isFloating } from "../dtype.ts";
import { movement } from "../ops/movement.ts";
import { normalizeDim } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import type { ValuesAndIndices } from "./reduction.ts";
import { SortingMethods } from "./sorting.ts";

/** Methods whose results at each place are made of all elements up to it. Sums are beside: `cumsum`. */
export abstract class CumulativeMethods extends SortingMethods {
  /**
   * The products of all elements up to each one along `dim`; whole numbers and booleans give int64. Multiplied in
   * log2(size) passes, so that the last digits may differ from PyTorch's. `torch.cumprod`.
   * @example await tensor([1, 2, 3]).cumprod(0).toArray(); // [1, 2, 6]
   */
  cumprod(dim: number): Tensor {
    if (this.shape.length === 0) return this.asVector((x) => x.cumprod(dim));
    const at = normalizeDim("cumprod", dim, this.shape.length);
    const x = isFloating(this.dtype) ? this.self() : this.self().to("int64");
    return this.passes([x], at, ([before], [own]) => [before!.mul(own!)])[0]!;
  }
  /** The largest of all elements up to each one along `dim`, and their places: the last of equals. `torch.cummax`. */
  cummax(dim: number): ValuesAndIndices {
    return this.extremes("cummax", dim, (own, before) => own.ge(before));
  }
  /** The smallest of all elements up to each one along `dim`, and their places: the last of equals. `torch.cummin`. */
  cummin(dim: number): ValuesAndIndices {
    return this.extremes("cummin", dim, (own, before) => own.le(before));
  }

  // From the first NaN on all is NaN, and the last one's place.
  private extremes(
    who: string,
    dim: number,
    wins: (own: Tensor, before: Tensor) => Tensor,
  ): ValuesAndIndices {
    if (this.shape.length === 0) return this.ofScalar((x) => x.extremes(who, dim, wins));
    const at = normalizeDim(who, dim, this.shape.length);
    const shape = this.shape.map((length, i) => (i === at ? length : 1));
    const numbers = this.wholeNumbers(Array.from({ length: this.shape[at]! }, (_, i) => i));
    const start = [this.self().detach(), numbers.reshape(shape).expand(this.shape)];
    const indices = this.passes(start, at, ([before, place], [own, ownPlace]) => {
      const win = wins(own!, before!).logicalOr(own!.isnan());
      return [own!.where(win, before!), ownPlace!.where(win, place!)];
    })[1]!;
    return { values: this.gather(at, indices), indices };
  }

  /**
   * Joins each place with all before it: after passes of distances 1, 2, 4, ... it stands for 2, 4, 8, ... elements
   * (Hillis and Steele 1986). Several tensors go together.
   */
  private passes(
    start: readonly Tensor[],
    dim: number,
    join: (before: readonly Tensor[], own: readonly Tensor[]) => readonly Tensor[],
  ): readonly Tensor[] {
    const length = this.shape[dim]!;
    let now = start;
    for (let distance = 1; distance < length; distance *= 2) {
      const rest = length - distance;
      const part = (from: number, count: number) => now.map((x) => x.narrow(dim, from, count));
      const joined = join(part(0, rest), part(distance, rest));
      now = part(0, distance).map((x, i) => x.apply(movement.cat, [joined[i]!], { dim }));
    }
    return now;
  }
}
