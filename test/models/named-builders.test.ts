import assert from "node:assert/strict";
import { test } from "node:test";
import { builders } from "../../src/models/builders.ts";
import * as index from "../../src/models/index.ts";

test("builders are exported by name, one for each model of the registry", () => {
  const names = index as unknown as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(index.models)) {
    const builder = builders[name as index.ModelName];
    assert.ok(names[name] === builder, `export ${name} from src/models/named-builders.ts`);
  }
});
