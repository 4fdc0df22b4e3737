import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkImports } from "./check-imports.ts";
import { checkLock } from "./check-lock.ts";
import { checkMirror } from "./check-mirror.ts";
import { checkPackage } from "./check-package.ts";
import { checkParity } from "./check-parity.ts";
import { checkSize } from "./check-size.ts";
import { checkText } from "./check-text.ts";
import { type Report, readSources, root, type SourceFile } from "./project.ts";

const sources = readSources();

const checks: Readonly<Record<string, () => Report | Promise<Report>>> = {
  imports: () => checkImports(sources),
  size: () => checkSize(sources),
  mirror: () => checkMirror(sources),
  parity: () => checkParity(readFileSync(join(root, "docs", "parity.md"), "utf8")),
  text: () => checkText(committedTexts(), process.env["npm_config_registry"]),
  lock: () => checkLock(readFileSync(join(root, "package-lock.json"), "utf8")),
  package: () => checkPackage(root),
};

/** Runs the named checks, all by default; exits 1 if one of them finds a problem. */
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(checks);
for (const name of names) {
  const check = checks[name];
  if (check === undefined) throw new Error(`no check ${name}; pass ${Object.keys(checks)}`);
  print(name, await check());
}

function print(name: string, { problems, notes = [] }: Report): void {
  for (const note of notes) console.log(`${name}: ${note}`);
  for (const { file, line, message } of problems)
    console.error(`${name}: ${file}${line === undefined ? "" : `:${line}`}: ${message}`);
  console.log(`${name}: ${problems.length === 0 ? "good" : `${problems.length} problems`}`);
  if (problems.length > 0) process.exitCode = 1;
}

// What git knows, less what is not text.
function committedTexts(): SourceFile[] {
  const list = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" });
  return list
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, path)))
    .map((path) => ({ path, text: readText(join(root, path)) }));
}

function readText(path: string): string {
  const bytes = readFileSync(path);
  return bytes.includes(0) ? "" : bytes.toString("utf8");
}
