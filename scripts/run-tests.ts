import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { buildDir, listFiles, root } from "./project.ts";

// Node 20's `--test` takes no patterns, so the compiled files are named one by one. Arguments
// narrow them to paths that contain one of the words: `node build/scripts/run-tests.js io nn`.
const words = process.argv.slice(2);
const files = listFiles(buildDir, "test", ".test.js").filter(
  (file) => words.length === 0 || words.some((word) => file.includes(word)),
);
if (files.length === 0) throw new Error(`no compiled test below ${buildDir} matches ${words}`);

const flags = ["--test", `--test-concurrency=${availableParallelism()}`];
const { status, signal } = spawnSync(
  process.execPath,
  [...flags, ...files.map((file) => join(buildDir, file))],
  { cwd: root, stdio: "inherit" },
);
if (signal !== null) console.error(`the test runner was stopped by ${signal}`);
process.exitCode = status ?? 1;
