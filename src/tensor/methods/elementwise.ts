import { expected } from "../../util/errors.ts";
import { type DType, isFloating } from "../dtype.ts";
import { constant } from "../node.ts";
import type { Op } from "../op.ts";
import { elementwise as ops } from "../ops/elementwise.ts";
import type { Tensor } from "../tensor.ts";
import { TensorCore } from "./core.ts";

/** What stands beside a tensor in an operation: another tensor or a plain number. */
export type Operand = Tensor | number;

/** Methods that work element by element; two shapes broadcast as in NumPy. */
export abstract class ElementwiseMethods extends TensorCore {
  /** `this + other`. */
  add(other: Operand): Tensor {
    return this.binary(ops.add, other);
  }
  /** `this - other`. */
  sub(other: Operand): Tensor {
    return this.binary(ops.sub, other);
  }
  /** `this * other`, element by element. */
  mul(other: Operand): Tensor {
    return this.binary(ops.mul, other);
  }
  /** `this / other`, in floating point. */
  div(other: Operand): Tensor {
    return this.binary(ops.div, other, "float32");
  }
  /** `this` to the power `other`. */
  pow(other: Operand): Tensor {
    return this.binary(ops.pow, other);
  }
  /** The larger of both. */
  maximum(other: Operand): Tensor {
    return this.binary(ops.maximum, other);
  }
  /** True where equal. */
  eq(other: Operand): Tensor {
    return this.binary(ops.eq, other);
  }
  /** True where greater. */
  gt(other: Operand): Tensor {
    return this.binary(ops.gt, other);
  }
  /** True where greater or equal. */
  ge(other: Operand): Tensor {
    return this.binary(ops.ge, other);
  }
  /** True where less. */
  lt(other: Operand): Tensor {
    return this.binary(ops.lt, other);
  }
  /** True where less or equal. */
  le(other: Operand): Tensor {
    return this.binary(ops.le, other);
  }
  /** `-this`. */
  neg(): Tensor {
    return this.apply(ops.neg, [], {});
  }
  /** e to the power `this`. */
  exp(): Tensor {
    return this.apply(ops.exp, [], {});
  }
  /** The natural logarithm. */
  log(): Tensor {
    return this.apply(ops.log, [], {});
  }
  /** The square root. */
  sqrt(): Tensor {
    return this.apply(ops.sqrt, [], {});
  }
  /** The absolute value. */
  abs(): Tensor {
    return this.apply(ops.abs, [], {});
  }
  /** -1, 0 or 1. */
  sign(): Tensor {
    return this.apply(ops.sign, [], {});
  }
  /** `max(this, 0)`. */
  relu(): Tensor {
    return this.apply(ops.relu, [], {});
  }
  /** `1 / (1 + exp(-this))`. */
  sigmoid(): Tensor {
    return this.apply(ops.sigmoid, [], {});
  }
  /** The hyperbolic tangent. */
  tanh(): Tensor {
    return this.apply(ops.tanh, [], {});
  }
  /** The same numbers in another element type. */
  to(dtype: DType): Tensor {
    return dtype === this.dtype ? this.self() : this.apply(ops.cast, [], { dtype });
  }

  // A plain number takes this tensor's type, unless only a float can hold it.
  private binary(
    op: Op<Readonly<Record<string, never>>>,
    other: Operand,
    integersAs?: DType,
  ): Tensor {
    if (typeof other !== "number") {
      if (other instanceof TensorCore) return this.apply(op, [other], {});
      throw expected(op.name, "a tensor or a number", other, "wrap arrays with tensor(...)");
    }
    const own = this.dtype === "bool" ? "int64" : this.dtype; // a number beside booleans stays a number
    const fits = isFloating(own) || (Number.isInteger(other) && integersAs === undefined);
    return this.recorded(op, [this.node, constant(other, fits ? own : "float32")], {});
  }
}
