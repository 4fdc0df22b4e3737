import type { Lowered } from "../lower.ts";
import type { Value } from "../node.ts";
import { GraphBuilder } from "../onnx/builder.ts";
import { addBlocked } from "../ops/blocked-convolution.ts";
import type { Program } from "./runtime.ts";

const CHANNELS = 32;
const SIZE = 4;

/**
 * How many channels the runtime's blocked convolutions take together on this processor: found by convolving small whole
 * numbers both ways, which must give equal results. 1 where no block size does, or the operators are unknown.
 */
export async function findChannelBlock(
  compile: (lowered: Lowered) => Promise<Program>,
): Promise<number> {
  for (const block of [16, 8]) if (await works(block, compile).catch(() => false)) return block;
  return 1;
}

async function works(
  block: number,
  compile: (lowered: Lowered) => Promise<Program>,
): Promise<boolean> {
  const graph = new GraphBuilder({ channelBlock: block });
  const x = graph.input("x", "float32", [1, CHANNELS, SIZE, SIZE]);
  const weight = graph.input("w", "float32", [CHANNELS, CHANNELS, 3, 3]);
  const settings = { strides: [1, 1], dilations: [1, 1], pads: [1, 1, 1, 1] };
  const parts = { x, weight, turned: false, ...settings };
  const blocked = addBlocked(graph, parts, [CHANNELS, CHANNELS, 3, 3]);
  const plain = graph.add("Conv", [x, weight], { pads: { ints: settings.pads } });
  const type = { dtype: "float32", shape: [1, CHANNELS, SIZE, SIZE] } as const;
  const outputs = [blocked, plain].map((name) => graph.output(name, type.dtype, type.shape));
  const program = await compile({ model: graph.finish(), inputs: [x, weight], outputs });
  try {
    const maps = numbers(CHANNELS * SIZE ** 2, 5);
    const kernel = numbers(CHANNELS ** 2 * 9, 7);
    const shape = [CHANNELS, CHANNELS, 3, 3];
    const [got, want] = await program.run([maps, kernel], [type, { dtype: "float32", shape }]);
    return want!.data.every((value, i) => value === got!.data[i]);
  } finally {
    await program.close();
  }
}

// Halves, whose products add up exactly in any order; none of them 0.
function numbers(count: number, step: number): Value {
  return { data: Float32Array.from({ length: count }, (_, i) => ((i * step) % 11) - 5.5) };
}
