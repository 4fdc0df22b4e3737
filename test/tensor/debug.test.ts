import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { graphText } from "../../src/tensor/debug.ts";
import { GraphBuilder } from "../../src/tensor/onnx/builder.ts";

function stderrAt(level: string): string {
  const index = JSON.stringify(new URL("../../src/tensor/index.js", import.meta.url).href);
  const script = `import { tensor } from ${index};
    await tensor([1, 2]).mul(3).data(); await tensor([1, 2]).mul(4).data();`;
  const { stderr, status } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", script],
    {
      encoding: "utf8",
      env: { ...process.env, TSVISION_DEBUG: level },
      cwd: fileURLToPath(new URL(".", import.meta.url)),
    },
  );
  assert.equal(status, 0, stderr);
  return stderr;
}

describe("TSVISION_DEBUG", () => {
  it("0 is silent", () => assert.equal(stderrAt("0"), ""));

  it("1 prints each compile with its reason and time", () => {
    const [first, second, ...rest] = stderrAt("1").trim().split("\n");
    assert.match(
      first!,
      /^tsvision: compiled 1 nodes, 1 inputs, 1 outputs in \d+\.\d ms \(new structure\)$/,
    );
    assert.match(second!, /2 inputs, .* \(its scalars change\)$/);
    assert.deepEqual(rest, []);
  });

  it("2 prints the graph, too", () => {
    assert.match(stderrAt("2"), /\n {2}v0 = Mul\(x0, c0\)\n {2}return v0\n/);
  });
});

describe("graphText", () => {
  it("is a line for each input, constant and operator", () => {
    const graph = new GraphBuilder();
    const x = graph.input("x0", "float32", [2, 3]);
    const sum = graph.add("ReduceSum", [x, graph.ints([0])], { keepdims: { int: 0 } });
    graph.output(sum, "float32", [3]);
    const text = graphText({ model: graph.finish(), inputs: ["x0"], outputs: [sum] });
    assert.equal(
      text,
      [
        "  x0: float32 [2, 3]",
        "  c0: int64 [1] = 0",
        "  v0 = ReduceSum(x0, c0) {keepdims=0}",
        "  return v0",
      ].join("\n"),
    );
  });
});
