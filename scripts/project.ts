import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The folder that the compiler wrote to: this script lies in its `scripts/`. */
export const buildDir: string = dirname(dirname(fileURLToPath(import.meta.url)));

/** The repository's root. */
export const root: string = dirname(buildDir);

/** One file as the checks see it: its path from the root with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One thing that a check found wrong. */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

/** What a check found, and what it wants to print in any case. */
export interface Report {
  readonly problems: readonly Problem[];
  readonly notes?: readonly string[];
}

/** All files below `folder` whose name ends in `ending`, sorted, as paths from `base`; packages left out. */
export function listFiles(base: string, folder: string, ending: string): string[] {
  const entries = readdirSync(join(base, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(base, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !path.includes("node_modules/"))
    .sort();
}

/** The TypeScript sources of the repository; a folder may be missing. */
export function readSources(
  base = root,
  folders = ["src", "test", "bench", "examples", "scripts"],
): SourceFile[] {
  return folders
    .filter((folder) => existsSync(join(base, folder)))
    .flatMap((folder) => listFiles(base, folder, ".ts"))
    .map((path) => ({ path, text: readFileSync(join(base, path), "utf8") }));
}

/** The syntax tree of one file. */
export function parse({ path, text }: SourceFile): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Calls `visit` with every node below `node`, parents first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** The line of a node, counted from 1. */
export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}
