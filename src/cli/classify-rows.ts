import type { FileResult } from "./classify-files.ts";
import type { Column, OutputFormat, Row } from "./output.ts";

/** How results become rows: columns, and what a result has in them. */
export interface RowShape {
  readonly columns: readonly Column[];
  readonly rowOf: (result: FileResult) => Row;
}

/** The rows of a format: JSON holds the `top` classes as a list, tables and CSV in columns of their own. */
export function rowShape(format: OutputFormat, top: number): RowShape {
  const isJson = format === "json" || format === "jsonl";
  return isJson
    ? { columns: jsonColumns, rowOf: jsonRow }
    : { columns: flatColumns(top), rowOf: flatRow };
}

const jsonColumns: readonly Column[] = [
  "file",
  "class",
  "index",
  "probability",
  "top",
  "error",
].map((key) => ({ key }));

const shorten = (value: number) => value.toFixed(4);

// The best class under plain names, the others numbered.
function flatColumns(top: number): Column[] {
  const ranks = Array.from({ length: top }, (_, i) => (i === 0 ? "" : String(i + 1)));
  const classes = ranks.flatMap((rank) => [
    { key: `class${rank}` },
    { key: `index${rank}` },
    { key: `probability${rank}`, show: shorten },
  ]);
  return [{ key: "file" }, ...classes, { key: "error" }];
}

function flatRow({ file, candidates, error }: FileResult): Row {
  const cells = candidates.flatMap(({ label, index, probability }, i) => {
    const rank = i === 0 ? "" : String(i + 1);
    return [
      [`class${rank}`, label],
      [`index${rank}`, index],
      [`probability${rank}`, probability],
    ];
  });
  return { file, ...Object.fromEntries(cells), error };
}

function jsonRow({ file, candidates, error }: FileResult): Row {
  const top = candidates.map(({ label, index, probability }) => ({
    class: label,
    index,
    probability,
  }));
  const [best] = top;
  return { file, ...best, top: error === undefined ? top : undefined, error };
}
