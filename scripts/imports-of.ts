import { posix } from "node:path";
import ts from "typescript";
import { lineOf, parse, type SourceFile, walk } from "./project.ts";

/** One import of a file, however it is written. */
export interface Import {
  /** What is written: `node:fs`, `sharp`, `./image.ts`. */
  readonly specifier: string;
  /** The file that a relative specifier names, as a path from the root. */
  readonly target: string | undefined;
  /** `type` is erased; `value` runs when the file is loaded; `lazy` runs at an `await import()`. */
  readonly kind: "value" | "type" | "lazy";
  readonly line: number;
}

/** Lists imports, re-exports, `import()` and import types of one file. */
export function importsOf(file: SourceFile): Import[] {
  const tree = parse(file);
  const found: Import[] = [];
  walk(tree, (node) => {
    const entry = specifierOf(node);
    if (entry === undefined) return;
    const { specifier, kind } = entry;
    const target = specifier.startsWith(".")
      ? posix.join(posix.dirname(file.path), specifier)
      : undefined;
    found.push({ specifier, target, kind, line: lineOf(tree, node) });
  });
  return found;
}

// With verbatimModuleSyntax `import { type A }` still loads: only `import type` is erased.
function specifierOf(node: ts.Node): Pick<Import, "specifier" | "kind"> | undefined {
  if (ts.isImportDeclaration(node))
    return literal(node.moduleSpecifier, isTypeClause(node.importClause) ? "type" : "value");
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
    return literal(node.moduleSpecifier, node.isTypeOnly ? "type" : "value");
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return literal(node.arguments[0], "lazy");
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return literal(node.argument.literal, "type");
  return undefined;
}

function isTypeClause(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function literal(
  node: ts.Node | undefined,
  kind: Import["kind"],
): Pick<Import, "specifier" | "kind"> | undefined {
  return node !== undefined && ts.isStringLiteralLike(node)
    ? { specifier: node.text, kind }
    : undefined;
}
