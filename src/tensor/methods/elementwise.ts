import { expected } from "../../util/errors.ts";
import { type DType, isFloating } from "../dtype.ts";
import { constant, type Node } from "../node.ts";
import type { Op } from "../op.ts";
import { elementwise as ops } from "../ops/elementwise.ts";
import type { None } from "../ops/forms.ts";
import { functions } from "../ops/functions.ts";
import type { Tensor } from "../tensor.ts";
import { TensorCore } from "./core.ts";

/** What stands beside a tensor in an operation: another tensor or a plain number. */
export type Operand = Tensor | number;

/**
 * Methods that work element by element; two shapes broadcast as in NumPy. Functions of real numbers, such as `exp`, take
 * whole numbers and booleans as float32.
 */
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
  /** `this * this`; whole numbers of booleans. */
  square(): Tensor {
    const x = this.dtype === "bool" ? this.self().to("int64") : this.self();
    return x.mul(x);
  }
  /** `-this`. */
  neg(): Tensor {
    if (this.dtype === "uint8") return this.self().to("int64").neg().to("uint8");
    return this.apply(ops.neg, [], {});
  }
  /** e to the power `this`. */
  exp(): Tensor {
    return this.real().apply(ops.exp, [], {});
  }
  /** The natural logarithm. */
  log(): Tensor {
    return this.real().apply(ops.log, [], {});
  }
  /** The square root. */
  sqrt(): Tensor {
    return this.real().apply(ops.sqrt, [], {});
  }
  /** The absolute value. */
  abs(): Tensor {
    return this.apply(ops.abs, [], {});
  }
  /** -1, 0 or 1; booleans stay as they are. */
  sign(): Tensor {
    if (this.dtype === "bool") return this.self();
    return this.apply(ops.sign, [], {});
  }
  /** `max(this, 0)`. */
  relu(): Tensor {
    if (!isFloating(this.dtype) && this.dtype !== "bool")
      return this.self().maximum(this.self().mul(0));
    return this.apply(ops.relu, [], {});
  }
  /** `1 / (1 + exp(-this))`. */
  sigmoid(): Tensor {
    return this.real().apply(ops.sigmoid, [], {});
  }
  /** The hyperbolic tangent. */
  tanh(): Tensor {
    return this.real().apply(ops.tanh, [], {});
  }
  /** The sine of an angle in radians. */
  sin(): Tensor {
    return this.real().apply(functions.sin, [], {});
  }
  /** The cosine of an angle in radians. */
  cos(): Tensor {
    return this.real().apply(functions.cos, [], {});
  }
  /** The angle in radians, within a quarter turn, whose tangent this is; about seven digits. */
  atan(): Tensor {
    return this.real().apply(functions.atan, [], {});
  }
  /** `1 / this`. */
  reciprocal(): Tensor {
    return this.real().apply(functions.reciprocal, [], {});
  }
  /** `1 / sqrt(this)`. */
  rsqrt(): Tensor {
    return this.sqrt().reciprocal();
  }
  /** The error function; in float64, too, to about seven digits. */
  erf(): Tensor {
    return this.real().apply(functions.erf, [], {});
  }
  /** `log(1 + this)`, exact to a few units in the last place for small numbers as well. */
  log1p(): Tensor {
    return this.real().apply(functions.log1p, [], {});
  }
  /** `exp(this) - 1`, exact to a few units in the last place for small numbers as well. */
  expm1(): Tensor {
    return this.real().apply(functions.expm1, [], {});
  }
  /** `log(1 + exp(this))`. */
  softplus(): Tensor {
    return this.apply(functions.softplus, [], {});
  }
  /** The same numbers in another element type. */
  to(dtype: DType): Tensor {
    return dtype === this.dtype ? this.self() : this.apply(ops.cast, [], { dtype });
  }

  /** This tensor for a function of real numbers: whole numbers and booleans become float32, as in PyTorch. */
  protected real(): Tensor {
    return isFloating(this.dtype) ? this.self() : this.self().to("float32");
  }

  /** Records an operation on this tensor and a tensor or number. */
  protected binary(op: Op<None>, other: Operand, integersAs?: DType): Tensor {
    return this.recorded(op, [this.node, this.operandNode(op.name, other, integersAs)], {});
  }

  /** What stands beside this tensor: a plain number takes its type, unless only a float can hold it. */
  protected operandNode(who: string, other: Operand, integersAs?: DType): Node {
    if (typeof other !== "number") {
      if (other instanceof TensorCore) return other.node;
      throw expected(who, "a tensor or a number", other, "wrap arrays with tensor(...)");
    }
    const own = this.dtype === "bool" ? "int64" : this.dtype; // a number beside booleans stays a number
    const fits = isFloating(own) || (Number.isInteger(other) && integersAs === undefined);
    return constant(other, fits ? own : "float32");
  }
}
