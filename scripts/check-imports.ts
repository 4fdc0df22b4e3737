import ts from "typescript";
import {
  clockAllowed,
  hiddenInputs,
  hostTensorFiles,
  importExceptions,
  importTable,
  onlyFrom,
} from "./import-table.ts";
import { type Import, importsOf } from "./imports-of.ts";
import { lineOf, type Problem, parse, type Report, type SourceFile, walk } from "./project.ts";

type ImportsByFile = ReadonlyMap<string, readonly Import[]>;

/** Checks who imports whom, that no file waits for itself, and that nothing reads hidden inputs. */
export function checkImports(sources: readonly SourceFile[]): Report {
  const imports: ImportsByFile = new Map(sources.map((file) => [file.path, importsOf(file)]));
  const problems = [...imports].flatMap(([path, list]) =>
    list.flatMap((entry) => {
      const message = refusal(path, entry);
      return message === undefined ? [] : [{ file: path, line: entry.line, message }];
    }),
  );
  return {
    problems: [...problems, ...cycles(imports), ...sources.flatMap(findHiddenInputs)],
  };
}

function refusal(path: string, entry: Import): string | undefined {
  const { specifier, target } = entry;
  const owner = onlyFrom[specifier];
  if (owner !== undefined && path.startsWith("src/") && path !== owner)
    return `only ${owner} may import ${specifier}`;
  if (path.startsWith("examples/")) return refuseExample(entry);
  if (path.startsWith("scripts/") && target !== undefined && !target.startsWith("scripts/"))
    return `scripts judge the product, so they may not import ${target}`;
  if (path.startsWith("src/") && target !== undefined) return refuseFolder(path, target);
  return undefined;
}

function refuseExample({ specifier }: Import): string | undefined {
  if (/^tsvision(\/|$)/.test(specifier) || specifier.startsWith("node:")) return undefined;
  return `examples import only "tsvision" and its subpaths, as a user would, not "${specifier}"`;
}

function refuseFolder(path: string, target: string): string | undefined {
  if (!target.startsWith("src/")) return `src may not import ${target}`;
  const [from, to] = [folderOf(path), folderOf(target)];
  if (from === to || from === "") return undefined; // src/index.ts may import every folder
  const allowed = importTable[from];
  if (allowed === undefined) return `src/${from} has no row in scripts/import-table.ts`;
  if (!allowed.includes(to) && !importExceptions[path]?.includes(to))
    return `src/${from} may import ${allowed.join(", ") || "nothing"}, not src/${to}`;
  if (from === "transforms" && to === "tensor" && !hostTensorFiles.includes(target))
    return `transforms see host tensors only (${hostTensorFiles.join(", ")}), not ${target}`;
  return undefined;
}

function folderOf(path: string): string {
  const parts = path.split("/");
  return parts.length > 2 ? parts[1]! : "";
}

// Depth-first search: a value import that leads back into the current path closes a cycle.
function cycles(imports: ImportsByFile): Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      const loop = [...path.slice(start), file].join(" -> ");
      problems.push({ file, message: `imports itself: ${loop}; move what both need into a third` });
      return;
    }
    if (done.has(file)) return;
    for (const { target, kind } of imports.get(file) ?? [])
      if (kind === "value" && target !== undefined) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return problems;
}

function findHiddenInputs(file: SourceFile): Problem[] {
  if (!file.path.startsWith("src/") || file.path.startsWith("src/cli/")) return [];
  if (clockAllowed[file.path] !== undefined) return [];
  const tree = parse(file);
  const problems: Problem[] = [];
  walk(tree, (node) => {
    const name = hiddenInput(node);
    if (name === undefined || !hiddenInputs.includes(name)) return;
    const message = `${name} is banned outside src/cli: take it as an argument`;
    problems.push({ file: file.path, line: lineOf(tree, node), message });
  });
  return problems;
}

function hiddenInput(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return `${node.expression.getText()}.${node.name.text}`;
  if (ts.isNewExpression(node)) return `new ${node.expression.getText()}`;
  return undefined;
}
