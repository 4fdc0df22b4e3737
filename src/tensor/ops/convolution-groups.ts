import type { LowerContext } from "../op.ts";
import type { ConvGradAttrs } from "./convolution.ts";

/** ONNX's way to say "to the very first element" of a reversed slice. */
const BEFORE_FIRST = -(2 ** 31);

/**
 * The gradient of the input of a convolution in groups with stride 1: a convolution of `gy` with the kernel turned by 180
 * degrees, outputs and inputs exchanged in each group: [o, c / g, ...] -> [c, o / g, ...]. `after` is the padding at the
 * end. ONNX Runtime's transposed convolution took twice to ten times as long for one channel a group.
 */
export function lowerGroupsInputGrad(
  { graph, names, types, attrs }: LowerContext<ConvGradAttrs>,
  before: readonly number[],
  after: readonly number[],
): string {
  const { groups, dilation } = attrs;
  const [gy, weight, ...bias] = names as [string, string, ...string[]];
  const [o, perGroup, ...kernel] = types[1]!.shape as [number, number, ...number[]];
  const axes = kernel.map((_, i) => i + 2);
  const all = (value: number) => axes.map(() => value);
  const turned = graph.slice(weight, axes, all(-1), all(BEFORE_FIRST), all(-1));
  const exchange = () => {
    const apart = graph.reshape(turned, [groups, o / groups, perGroup, ...kernel]);
    const order = [0, 2, 1, ...axes.map((axis) => axis + 1)];
    return graph.reshape(graph.transpose(apart, order), [groups * perGroup, o / groups, ...kernel]);
  };
  const alone = o === groups && perGroup === 1;
  return graph.add("Conv", [gy, alone ? turned : exchange(), ...bias], {
    dilations: { ints: dilation },
    pads: { ints: [...before, ...after] },
    group: { int: groups },
  });
}
