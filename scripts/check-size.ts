import ts from "typescript";
import { lineOf, type Problem, parse, type Report, type SourceFile, walk } from "./project.ts";

/** Lines of a file that nobody should pass, that nobody may pass, and of a function. */
export const limits = { soft: 200, hard: 400, function: 40 } as const;

/** Files that are data: length is no burden to a reader there. Each with the reason. */
export const dataFiles: Readonly<Record<string, string>> = {
  "src/models/weights-table.ts": "115 files of weights, what is known of each in a line of its own",
};

/** Functions that may be longer, each with the reason; the name as the check prints it. */
export const longFunctions: Readonly<Record<string, string>> = {};

/** Checks the length of files and of functions; tests may hold long `describe` callbacks. */
export function checkSize(sources: readonly SourceFile[]): Report {
  const sized = sources
    .map((file) => ({ file, lines: countLines(file.text) }))
    .sort((a, b) => b.lines - a.lines || (a.file.path < b.file.path ? -1 : 1));
  const tooLong = sized
    .filter(({ file, lines }) => lines > limits.hard && dataFiles[file.path] === undefined)
    .map(({ file, lines }) => ({
      file: file.path,
      message: `${lines} lines, the limit is ${limits.hard}: split it by what it is about`,
    }));
  const longest = sized.slice(0, 10).map(({ file, lines }) => {
    const mark = lines > limits.soft ? ` (over the soft limit of ${limits.soft})` : "";
    return `${String(lines).padStart(5)} ${file.path}${mark}`;
  });
  const productLines = sized.filter(({ file }) => file.path.startsWith("src/"));
  const total = productLines.reduce((sum, { lines }) => sum + lines, 0);
  const notes = [`src holds ${total} lines in ${productLines.length} files; largest files:`];
  return {
    problems: [...tooLong, ...sources.flatMap(longFunctionsOf)],
    notes: [...notes, ...longest],
  };
}

function countLines(text: string): number {
  return text.endsWith("\n") ? text.split("\n").length - 1 : text.split("\n").length;
}

function longFunctionsOf(file: SourceFile): Problem[] {
  if (file.path.startsWith("test/")) return [];
  const tree = parse(file);
  const problems: Problem[] = [];
  walk(tree, (node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return;
    const line = lineOf(tree, node);
    const lines = tree.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - line;
    if (lines <= limits.function) return;
    const name = `${file.path}#${nameOf(node)}`;
    if (longFunctions[name] !== undefined) return;
    const message = `${nameOf(node)} has ${lines} lines, the limit is ${limits.function}`;
    problems.push({ file: file.path, line, message });
  });
  return problems;
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (ts.isConstructorDeclaration(node)) return "constructor";
  if (node.name !== undefined) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)
    ? parent.name.getText()
    : "(anonymous)";
}
