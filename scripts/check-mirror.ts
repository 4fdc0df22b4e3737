import ts from "typescript";
import { type Problem, parse, type Report, type SourceFile } from "./project.ts";

/** Files without a test of their own name, each with the reason. */
export const withoutTest: Readonly<Record<string, string>> = {
  "src/cli/main.ts": "three lines that start the program; test/cli runs it as a process",
  "scripts/check.ts": "prints what the tested checks return; npm test runs it",
  "scripts/import-table.ts": "data",
};

/** Checks that `src/a/b.ts` has `test/a/b.test.ts`, `scripts/a.ts` has `test/scripts/a.test.ts`. */
export function checkMirror(sources: readonly SourceFile[]): Report {
  const paths = new Set(sources.map(({ path }) => path));
  const problems: Problem[] = sources.filter(needsTest).flatMap(({ path }) => {
    const test = testOf(path);
    return paths.has(test) ? [] : [{ file: path, message: `has no test; write ${test}` }];
  });
  const stale = Object.keys(withoutTest)
    .filter((path) => paths.has(path) && paths.has(testOf(path)))
    .map((path) => ({ file: path, message: "has a test: take it off the list withoutTest" }));
  return { problems: [...problems, ...stale] };
}

function testOf(path: string): string {
  return `test/${path.replace(/^src\//, "").replace(/\.ts$/, ".test.ts")}`;
}

function needsTest(file: SourceFile): boolean {
  const { path } = file;
  if (!/^(src|scripts)\//.test(path) || /(^|\/)index\.ts$/.test(path)) return false;
  return withoutTest[path] === undefined && !isTypesOnly(file);
}

// A file of interfaces and type aliases has nothing that runs.
function isTypesOnly(file: SourceFile): boolean {
  return parse(file).statements.every(
    (statement) =>
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isImportDeclaration(statement) ||
      (ts.isExportDeclaration(statement) && statement.isTypeOnly),
  );
}
