import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { CliCommand, CommandCall } from "../../src/cli/command.ts";
import { runProgram } from "../../src/cli/program.ts";
import { expected } from "../../src/util/errors.ts";
import { fakeContext } from "./fake-context.ts";

function command(run: (call: CommandCall) => Promise<0 | 1 | 2>): CliCommand {
  return {
    name: "greet",
    summary: "Say hello.",
    examples: [["tsvision greet Ada", "says hello to Ada"]],
    configure: (sub) => {
      sub.argument("[names...]").option("--loud", "shout");
    },
    run,
  };
}

async function call(argv: string[], run: (call: CommandCall) => Promise<0 | 1 | 2>) {
  const { context, stdout, stderr } = fakeContext();
  const code = await runProgram(argv, [command(run)], context);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

const never = () => assert.fail("must not run");

describe("a call", () => {
  test("hands arguments and flags to the command and returns its code", async () => {
    const calls: CommandCall[] = [];
    const { code, stderr } = await call(["greet", "Ada", "Bob", "--loud"], async (made) => {
      calls.push(made);
      return 1;
    });
    assert.equal(code, 1);
    assert.equal(stderr, "");
    assert.deepEqual(calls[0]!.args, ["Ada", "Bob"]);
    assert.equal(calls[0]!.flags["loud"], true);
    assert.equal(calls[0]!.flags.color, undefined);
  });

  test("takes common flags before and after the command's name", async () => {
    for (const argv of [
      ["--no-color", "--quiet", "greet"],
      ["greet", "--no-color", "--quiet"],
    ]) {
      const { code } = await call(argv, async ({ flags }) => {
        assert.equal(flags.color, false);
        assert.equal(flags.quiet, true);
        return 0;
      });
      assert.equal(code, 0);
    }
  });
});

describe("usage errors exit with 2 and write to stderr only", () => {
  test("an unknown flag gets the nearest one", async () => {
    const { code, stdout, stderr } = await call(["greet", "--luod"], never);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /^tsvision: unknown option '--luod'\n\(Did you mean --loud\?\)/);
  });

  test("an unknown command gets the nearest one", async () => {
    const { code, stderr } = await call(["gret"], never);
    assert.equal(code, 2);
    assert.match(stderr, /unknown command 'gret'\n\(Did you mean greet\?\)/);
  });

  test("an argument that the command refuses is printed in one line, without a stack", async () => {
    const { code, stdout, stderr } = await call(["greet"], async () => {
      throw expected("tsvision greet", "a name", "\x1b[2J", "pass one");
    });
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.equal(stderr, 'tsvision: tsvision greet: expected a name, got "\\u001b[2J"; pass one\n');
  });
});

test("a defect exits with 1 and shows its stack", async () => {
  const { code, stderr } = await call(["greet"], async () => {
    throw new TypeError("x is not a function");
  });
  assert.equal(code, 1);
  assert.match(stderr, /^tsvision: x is not a function\nTypeError: x is not a function\n\s+at /);
});

test("an error after an abort is not shown: the stop was asked for", async () => {
  const { context, stderr, controller } = fakeContext();
  const aborted = command(async () => {
    controller.abort();
    throw new Error("aborted");
  });
  await runProgram(["greet"], [aborted], context);
  assert.equal(stderr.text, "");
});

describe("help and version go to stdout and exit with 0", () => {
  test("help shows commands and examples, with no arguments too", async () => {
    for (const argv of [["--help"], []]) {
      const { code, stdout, stderr } = await call(argv, never);
      assert.equal(code, 0);
      assert.equal(stderr, "");
      assert.match(stdout, /Usage: tsvision/);
      assert.match(stdout, /greet .*Say hello/);
      assert.match(stdout, /\$ tsvision greet Ada\n\s+says hello to Ada/);
    }
  });

  test("a command's own help shows its options and examples", async () => {
    for (const argv of [
      ["greet", "--help"],
      ["help", "greet"],
    ]) {
      const { code, stdout } = await call(argv, never);
      assert.equal(code, 0);
      assert.match(stdout, /--loud\s+shout/);
      assert.match(stdout, /--no-color/);
      assert.match(stdout, /Examples:\n {2}\$ tsvision greet Ada/);
    }
  });

  test("the version names all parts", async () => {
    const { code, stdout } = await call(["--version"], never);
    assert.equal(code, 0);
    assert.match(stdout, /^tsvision \S+, node \S+, onnxruntime-node .+, sharp \S+\n$/);
  });
});
