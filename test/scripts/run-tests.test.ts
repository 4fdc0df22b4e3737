import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { buildDir, root } from "../../scripts/project.ts";

describe("run-tests", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "run-tests-"));
    mkdirSync(join(folder, "build", "scripts"), { recursive: true });
    mkdirSync(join(folder, "build", "test", "a"), { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    for (const name of ["project.js", "run-tests.js"])
      cpSync(join(buildDir, "scripts", name), join(folder, "build", "scripts", name));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, body: string) =>
    writeFileSync(
      join(folder, "build", "test", name),
      `import { test } from "node:test"; test("${name}", () => { ${body} });`,
    );

  function run(...args: string[]) {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env; // this very run is one of node --test
    const script = join(folder, "build", "scripts", "run-tests.js");
    return spawnSync(process.execPath, [script, ...args], { encoding: "utf8", env });
  }

  test("runs compiled tests in all folders and prints the closing lines", () => {
    write("one.test.js", "");
    write("a/two.test.js", "");
    write("a/helper.js", "throw new Error('not a test')");
    const { status, stdout } = run();
    assert.match(stdout, /tests 2\n/);
    assert.match(stdout, /pass 2\n/);
    assert.equal(status, 0);
  });

  test("keeps the exit code of a failure", () => {
    write("one.test.js", "");
    write("two.test.js", "throw new Error('wrong')");
    const { status, stdout } = run();
    assert.match(stdout, /fail 1\n/);
    assert.equal(status, 1);
    assert.equal(run("one.test").status, 0);
  });

  test("refuses to pass with nothing to run", () => {
    write("one.test.js", "");
    const { status, stderr } = run("three");
    assert.match(stderr, /no compiled test .* matches three/);
    assert.equal(status, 1);
  });
});
