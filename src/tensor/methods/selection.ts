import { expected } from "../../util/errors.ts";
import { isFloating } from "../dtype.ts";
import type { Op } from "../op.ts";
import type { None } from "../ops/forms.ts";
import { rounding } from "../ops/rounding.ts";
import { selection as ops } from "../ops/selection.ts";
import type { Tensor } from "../tensor.ts";
import { ComparisonMethods } from "./comparison.ts";
import type { Operand } from "./elementwise.ts";

/** Bounds of `clamp`: numbers, or tensors that broadcast. */
export interface ClampOptions {
  readonly min?: Operand | undefined;
  readonly max?: Operand | undefined;
}

/** Methods that choose, bound and round. */
export abstract class SelectionMethods extends ComparisonMethods {
  /** This where `condition` (bool) is true, `other` elsewhere: `torch.where(condition, this, other)`. All three broadcast. */
  where(condition: Tensor, other: Operand): Tensor {
    const node = this.operandNode("where", other);
    return this.recorded(ops.where, [condition.node, this.node, node], {});
  }
  /**
   * Numbers below `min` become `min`, numbers above `max` become `max`: `torch.clamp`. At least one bound; where they
   * cross, `max` wins. The gradient passes inside of the bounds and on them.
   * @example tensor([-2, 0.5, 9]).clamp({ min: 0, max: 6 }); // 0, 0.5, 6
   */
  clamp({ min, max }: ClampOptions): Tensor {
    const given = [min, max].filter((bound) => bound !== undefined);
    if (given.length === 0)
      throw expected("clamp", "min, max or both", { min, max }, "pass at least one bound");
    const bounds = given.map((bound) => this.operandNode("clamp", bound));
    const attrs = { min: min !== undefined, max: max !== undefined };
    return this.recorded(ops.clamp, [this.node, ...bounds], attrs);
  }
  /** The larger of both; NaN where one is. */
  maximum(other: Operand): Tensor {
    return this.binary(ops.maximum, other);
  }
  /** The smaller of both; NaN where one is. */
  minimum(other: Operand): Tensor {
    return this.binary(ops.minimum, other);
  }
  /** The largest whole number that is not above. Whole numbers stay as they are. */
  floor(): Tensor {
    return this.#isWhole() ? this.self() : this.apply(rounding.floor, [], {});
  }
  /** The smallest whole number that is not below. */
  ceil(): Tensor {
    return this.#isWhole() ? this.self() : this.apply(rounding.ceil, [], {});
  }
  /** The nearest whole number, the even one of two; or the nearest with `decimals` digits after the point. */
  round({ decimals = 0 }: { readonly decimals?: number } = {}): Tensor {
    if (this.#isWhole()) return this.self();
    if (decimals === 0) return this.apply(rounding.round, [], {});
    const scale = 10 ** Math.abs(decimals);
    if (decimals > 0) return this.mul(scale).round().div(scale);
    return this.div(scale).round().mul(scale);
  }
  /** The whole part. */
  trunc(): Tensor {
    return this.#isWhole() ? this.self() : this.apply(rounding.trunc, [], {});
  }
  /** What is left of `this / other`, with the sign of `this`. Whole numbers modulo a computed 0: 0, where PyTorch fails. */
  fmod(other: Operand): Tensor {
    return this.#divided(rounding.fmod, other);
  }
  /** What is left of `this / other`, with the sign of `other`. Whole numbers modulo a computed 0: 0, where PyTorch fails. */
  remainder(other: Operand): Tensor {
    return this.#divided(rounding.remainder, other);
  }
  /** `floor(this / other)`, whole for whole numbers. By a computed 0: 0, where PyTorch fails. */
  floorDivide(other: Operand): Tensor {
    return this.#divided(rounding.floorDivide, other);
  }

  // Whole numbers are not divided by zeros that can be seen; those of a computed divisor show only in the run.
  #divided(op: Op<None>, other: Operand): Tensor {
    const number = typeof other === "number";
    const whole = !isFloating(this.dtype) && (number || !isFloating(other.dtype));
    const divisors = number ? [other] : (other.node.value?.data ?? []);
    for (let i = 0; whole && i < divisors.length; i++) {
      if (Number(divisors[i]) !== 0) continue;
      const got = number ? other : { divisor: 0, at: i };
      throw expected(op.name, "divisors other than 0 for whole numbers", got, "use floats");
    }
    return this.binary(op, other);
  }

  #isWhole(): boolean {
    return !isFloating(this.dtype) && this.dtype !== "bool";
  }
}
