import type { Shape } from "../tensor/index.ts";

/** One module of a model, in the order of its fields. */
export interface SummaryRow {
  /** The dotted name; "" for the model itself. */
  readonly name: string;
  /** The class's name. */
  readonly type: string;
  /** How deep it stands; 0 for the model itself. */
  readonly depth: number;
  /** Of the first tensor that its last call gave; undefined where it was not called. */
  readonly outputShape: Shape | undefined;
  /** Numbers in the parameters that it holds itself; shared ones count where they come first. */
  readonly parameters: number;
  /** Products that are summed up in its own part of the computation, all calls together. */
  readonly multiplyAdds: number;
}

/** What `summary` found; `String(...)` and `console.log` give it as a table. */
export class ModelSummary {
  readonly rows: readonly SummaryRow[];
  /** Numbers in all parameters. */
  readonly parameters: number;
  /** Numbers in the parameters that require grad. */
  readonly trainableParameters: number;
  /** All rows' multiply-adds. */
  readonly multiplyAdds: number;

  constructor(rows: readonly SummaryRow[], trainableParameters: number) {
    this.rows = rows;
    this.parameters = rows.reduce((sum, row) => sum + row.parameters, 0);
    this.trainableParameters = trainableParameters;
    this.multiplyAdds = rows.reduce((sum, row) => sum + row.multiplyAdds, 0);
  }

  /** The rows as a table, with the sums below. */
  toString(): string {
    const head = ["Layer (type)", "Output shape", "Parameters", "Multiply-adds"];
    const cells = this.rows.map((row) => [
      `${"  ".repeat(row.depth)}${row.name === "" ? row.type : `${lastName(row.name)} (${row.type})`}`,
      row.outputShape === undefined ? "--" : `[${row.outputShape.join(", ")}]`,
      count(row.parameters),
      count(row.multiplyAdds),
    ]);
    const widths = head.map((text, i) =>
      Math.max(text.length, ...cells.map((row) => row[i]!.length)),
    );
    // Names and shapes stand on the left, numbers on the right.
    const line = (row: readonly string[]) =>
      row
        .map((text, i) => (i < 2 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)))
        .join("  ");
    const rule = (mark: string) => mark.repeat(line(head).length);
    const frozen = this.parameters - this.trainableParameters;
    return [
      line(head),
      rule("="),
      ...cells.map(line),
      rule("-"),
      `Parameters: ${this.parameters.toLocaleString("en-US")} (${frozen.toLocaleString("en-US")} of them frozen)`,
      `Multiply-adds: ${this.multiplyAdds.toLocaleString("en-US")}`,
    ].join("\n");
  }

  /** What `console.log` shows. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

function lastName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function count(value: number): string {
  return value === 0 ? "--" : value.toLocaleString("en-US");
}
