import type { Tensor } from "../../tensor/index.ts";
import { checkChoice } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { Module } from "../module.ts";

/** How the losses of a batch become one: their mean, their sum, or not at all. */
export type Reduction = "mean" | "sum" | "none";

/**
 * The negative log probability of the true class, softmax inside. Shapes: logits `[n, classes]`, targets `[n]`
 * int64 class numbers -> `[]`, or `[n]` with `reduction: "none"`. `torch.nn.CrossEntropyLoss`.
 * @example await new CrossEntropyLoss().forward(tensor([[2, 1, 0.1]]), tensor([0], { dtype: "int64" })).item(); // 0.41702995
 */
export class CrossEntropyLoss extends Module<[logits: Tensor, targets: Tensor]> {
  readonly #reduction: Reduction;

  constructor({ reduction = "mean" }: { reduction?: Reduction } = {}) {
    super();
    this.#reduction = checkChoice("CrossEntropyLoss", "reduction", reduction, [
      "mean",
      "sum",
      "none",
    ]);
  }

  forward(logits: Tensor, targets: Tensor): Tensor {
    checkPair(logits, targets);
    const classes = logits.shape[1]!;
    const picked = logits.logSoftmax(1).mul(targets.oneHot(classes, logits.dtype));
    if (this.#reduction === "none") return picked.sum(1).neg();
    return picked.sum().div(this.#reduction === "sum" ? -1 : -logits.shape[0]!);
  }
}

function checkPair(logits: Tensor, targets: Tensor): void {
  const [n, classes] = logits.shape;
  if (logits.shape.length !== 2) {
    throw expected(
      "CrossEntropyLoss",
      "logits [n, classes]",
      logits.shape,
      "flatten the model's output",
    );
  }
  if (targets.shape.length !== 1 || targets.shape[0] !== n || targets.dtype !== "int64") {
    const got = `${targets.dtype} ${JSON.stringify(targets.shape)}`;
    throw expected(
      "CrossEntropyLoss",
      `targets int64 [${n}], a class number each`,
      got,
      "check the labels",
    );
  }
  const labels = targets.node.value?.data;
  if (labels === undefined) return; // computed labels cannot be looked at here
  for (let i = 0; i < labels.length; i++) {
    if (labels[i]! >= 0 && labels[i]! < classes!) continue;
    const got = { label: Number(labels[i]), row: i };
    throw expected(
      "CrossEntropyLoss",
      `labels in [0, ${classes! - 1}]`,
      got,
      "check the class count of the model",
    );
  }
}
