import { expected } from "../../util/errors.ts";
import type { TensorData } from "../dtype.ts";
import { broadcastShapes, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { CumulativeMethods } from "./cumulative.ts";

/** Methods whose results have shapes that depend on numbers, which they compute first: `await` them. */
export abstract class DataDependentMethods extends CumulativeMethods {
  /**
   * The places of the elements that are not 0 or false, row by row: int64 `[count, dims]`, in memory. NaN counts.
   * No gradient. `torch.nonzero`.
   * @example await (await tensor([0, 3, 0, 4]).nonzero()).toArray(); // [[1], [3]]
   */
  async nonzero(): Promise<Tensor> {
    const places = placesOf(await this.data());
    const { shape } = this;
    const numbers: number[] = [];
    for (const place of places) numbers.push(...coordinates(place, shape));
    return this.wholeNumbers(numbers, [places.length, shape.length]);
  }
  /**
   * The elements where `mask` (bool) is true, row by row: `[count]`. Both broadcast. Computes the mask alone; the
   * result is recorded, and its gradient goes to the chosen elements. `torch.masked_select`.
   * @example const chosen = await scores.maskedSelect(scores.gt(0.5));
   */
  async maskedSelect(mask: Tensor): Promise<Tensor> {
    if (mask.dtype !== "bool") {
      const hint = 'compare, or convert with .to("bool")';
      throw expected("maskedSelect", "a mask of dtype bool", mask.dtype, hint);
    }
    const shape = broadcastShapes("maskedSelect", this.shape, mask.shape);
    const places = this.wholeNumbers(placesOf(await mask.expand(shape).data()));
    return this.self().expand(shape).reshape([-1]).indexSelect(0, places);
  }
}

function placesOf(data: TensorData): number[] {
  const places: number[] = [];
  for (let i = 0; i < data.length; i++) if (Number(data[i]) !== 0) places.push(i);
  return places;
}

function coordinates(place: number, shape: Shape): number[] {
  const out: number[] = [];
  let rest = place;
  for (const length of shape.toReversed()) {
    out.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return out;
}
