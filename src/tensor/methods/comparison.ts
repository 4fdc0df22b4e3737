import { comparison as ops } from "../ops/comparison.ts";
import { logical } from "../ops/logical.ts";
import type { Tensor } from "../tensor.ts";
import { ElementwiseMethods, type Operand } from "./elementwise.ts";

/** Methods that answer with booleans. */
export abstract class ComparisonMethods extends ElementwiseMethods {
  /** True where equal. */
  eq(other: Operand): Tensor {
    return this.binary(ops.eq, other);
  }
  /** True where different; NaN differs from itself. */
  ne(other: Operand): Tensor {
    return this.binary(ops.ne, other);
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
  /** True where both are; any number but 0 is true. */
  logicalAnd(other: Operand): Tensor {
    return this.binary(logical.logicalAnd, other);
  }
  /** True where one or both are. */
  logicalOr(other: Operand): Tensor {
    return this.binary(logical.logicalOr, other);
  }
  /** True where exactly one is. */
  logicalXor(other: Operand): Tensor {
    return this.binary(logical.logicalXor, other);
  }
  /** True where this is false or 0. */
  logicalNot(): Tensor {
    return this.apply(logical.logicalNot, [], {});
  }
  /** True where not a number. */
  isnan(): Tensor {
    return this.apply(logical.isnan, [], {});
  }
  /** True at plus and minus infinity. */
  isinf(): Tensor {
    return this.apply(logical.isinf, [], {});
  }
  /** True where neither infinite nor NaN. */
  isfinite(): Tensor {
    return this.apply(logical.isfinite, [], {});
  }
}
