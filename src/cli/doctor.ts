import { visible } from "../util/visible.ts";
import { type Colors, colorsFor } from "./color.ts";
import type { CliCommand, CommandCall, ExitCode } from "./command.ts";
import { examineMachine } from "./examine-machine.ts";
import { examineParts } from "./examine-parts.ts";
import type { Finding } from "./finding.ts";
import { versionLine, versions } from "./versions.ts";

/** Says what tsvision finds on this machine, and whether its parts work here. */
export const doctor: CliCommand = {
  name: "doctor",
  summary: "Check that everything works on this machine, and say what does not.",
  examples: [
    ["tsvision doctor", "one line a part; exit code 1 if something does not work"],
    ["tsvision doctor --json > doctor.json", "the same for a bug report"],
  ],
  configure: (command) => {
    command.option("--json", "print one JSON object");
  },
  run: runDoctor,
};

async function runDoctor({ flags, context }: CommandCall): Promise<ExitCode> {
  const { stdout, env } = context;
  const findings = [...examineMachine(env), ...(await examineParts())];
  const isGood = findings.every(({ status }) => status !== "bad");
  if (flags["json"] === true)
    stdout.write(`${JSON.stringify({ versions: versions(), good: isGood, findings }, null, 2)}\n`);
  else stdout.write(formatFindings(findings, colorsFor(stdout, env, flags.color)));
  return isGood ? 0 : 1;
}

/** The findings as lines: state (in words, colour is never the only sign), check, value, hint. */
export function formatFindings(findings: readonly Finding[], colors: Colors): string {
  const paint = { good: colors.green, bad: colors.red, info: colors.dim };
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.flatMap(({ check, status, found, hint }) => [
    `${paint[status](status.padEnd(4))}  ${check.padEnd(width)}  ${visible(found)}`,
    ...(hint === undefined ? [] : [`${" ".repeat(width + 8)}${visible(hint)}`]),
  ]);
  return `${versionLine(versions())}\n${lines.join("\n")}\n`;
}
