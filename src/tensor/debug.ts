import type { Lowered } from "./lower.ts";
import type { Program } from "./runtime/runtime.ts";

/** `TSVISION_DEBUG`: 0 silent, 1 each compile with its reason and time, 2 the graph as text, too. */
export function debugLevel(): number {
  return Number(process.env["TSVISION_DEBUG"] ?? 0) || 0;
}

/** Compiles and says so on stderr. */
export async function reportCompile(
  lowered: Lowered,
  reason: string,
  compile: () => Promise<Program>,
): Promise<Program> {
  const start = process.hrtime.bigint();
  const program = await compile();
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  const { nodes, inputs, outputs } = lowered.model;
  const size = `${nodes.length} nodes, ${inputs.length} inputs, ${outputs.length} outputs`;
  process.stderr.write(`tsvision: compiled ${size} in ${ms.toFixed(1)} ms (${reason})\n`);
  if (debugLevel() >= 2) process.stderr.write(`${graphText(lowered)}\n`);
  return program;
}

/** A lowered graph as text, a line for each operator. */
export function graphText({ model }: Lowered): string {
  const lines = model.inputs.map(
    ({ name, dtype, shape }) => `  ${name}: ${dtype} [${shape.join(", ")}]`,
  );
  for (const { name, dtype, shape, data } of model.initializers) {
    const values = data.length <= 8 ? ` = ${data}` : "";
    lines.push(`  ${name}: ${dtype} [${shape.join(", ")}]${values}`);
  }
  for (const { opType, inputs, outputs, attributes } of model.nodes) {
    const settings = Object.entries(attributes).map(
      ([key, value]) => `${key}=${Object.values(value)}`,
    );
    const text = settings.length === 0 ? "" : ` {${settings.join(" ")}}`;
    lines.push(`  ${outputs.join(", ")} = ${opType}(${inputs.join(", ")})${text}`);
  }
  lines.push(`  return ${model.outputs.map(({ name }) => name).join(", ")}`);
  return lines.join("\n");
}
