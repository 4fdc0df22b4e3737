import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "src", "cli");
const module = pathToFileURL(join(folder, "run-main.js")).href;

// A program with one command, whose body is given as text, in a process of its own.
function start(body: string, stdout: number | "pipe" = "pipe"): ChildProcess {
  const code = `
    import { runMain } from ${JSON.stringify(module)};
    const command = { name: "work", summary: "", examples: [["", ""]], configure() {}, run };
    async function run({ context: { stdout, stderr, signal } }) { ${body} }
    process.argv.push("script", "work");
    await runMain(process, [command]);`;
  return spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["pipe", stdout, "pipe"],
  });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; stderr: string }> {
  let stderr = "";
  child.stderr!.on("data", (data) => {
    stderr += data;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stderr };
}

const untilAborted =
  "await new Promise((done) => { const t = setInterval(() => {}, 1000);" +
  " signal.onabort = () => { clearInterval(t); done(); }; });";

describe("exit codes of the process", () => {
  test("are the command's", async () => {
    assert.equal((await ended(start("return 1;"))).code, 1);
  });

  test("are 130 after Ctrl-C and 143 after SIGTERM, once the work has ended", async () => {
    for (const [signal, code] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const) {
      const child = start(
        `stdout.write("ready"); ${untilAborted} stderr.write("saved"); return 0;`,
      );
      const result = ended(child);
      await once(child.stdout!, "data");
      child.kill(signal);
      assert.equal((await result).code, code);
      assert.match((await result).stderr, /saved$/);
    }
  });

  test("a second Ctrl-C does not wait for the work", async () => {
    const child = start(
      'stdout.write("ready"); await new Promise(() => setInterval(() => {}, 1000));',
    );
    const result = ended(child);
    await once(child.stdout!, "data");
    child.kill("SIGINT");
    await once(child.stderr!, "data");
    child.kill("SIGINT");
    assert.equal((await result).code, 130);
  });
});

test("results that cannot be written are told in one line", {
  skip: !existsSync("/dev/full"),
}, async () => {
  const full = openSync("/dev/full", "w");
  const body =
    'while (!signal.aborted) { stdout.write("row\\n"); await new Promise(setImmediate); }';
  const child = start(`${body} return 0;`, full);
  closeSync(full);
  assert.deepEqual(await ended(child), {
    code: 1,
    stderr:
      "tsvision: expected to write the results, got ENOSPC: no space left on device, write; make room\n",
  });
});

test("nobody reading any more ends the command quietly", async () => {
  const child = start(
    'while (!signal.aborted) { stdout.write("row\\n"); await new Promise(setImmediate); }' +
      " return 1;",
  );
  const result = ended(child);
  await once(child.stdout!, "data");
  child.stdout!.destroy();
  assert.deepEqual(await result, { code: 0, stderr: "" });
});
