import assert from "node:assert/strict";
import { test } from "node:test";
import type { JpegFile } from "../../../../src/io/jpeg-file.ts";
import { planJpeg } from "../../../../src/io/kernels/jpeg-plan.ts";
import { type Kernels, withModule } from "../../../../src/util/wasm.ts";
import { skip } from "../absent.ts";

const gray: JpegFile = {
  ...{ width: 1, height: 1, orientation: 1, interval: 0, scan: 0, steps: new Map() },
  components: [{ id: 1, across: 1, down: 1, steps: 0, first: 0, others: 0 }],
  codes: new Map(),
};

test("the memory that is laid out begins above what the kernels keep", { skip }, () => {
  const file = new URL("../../../../src/io/kernels/wasm/jpeg.wasm", import.meta.url);
  const free = withModule(file, 0, (kernels: Kernels & { free(): number }) => kernels.free())!;
  const { planes } = planJpeg(gray, 100, 1, { top: 0, left: 0, height: 1, width: 1 });
  assert.ok(free <= planes[0]!.at - 64 && free > 20_000, `${free}`);
});
