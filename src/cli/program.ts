import { Command, CommanderError, Option } from "commander";
import { VisionError } from "../util/errors.ts";
import { visible } from "../util/visible.ts";
import { colorsFor } from "./color.ts";
import type { CliCommand, CommonFlags } from "./command.ts";
import type { CliContext } from "./context.ts";
import { exitCodeOf } from "./exit-code.ts";
import { versionLine, versions } from "./versions.ts";

/** Where the longer explanations are, inside the package's repository. */
const docs = "docs/cli.md";

/** Runs one call of the program and returns its exit code: 0, 1 or 2. Nothing is thrown. */
export async function runProgram(
  argv: readonly string[],
  commands: readonly CliCommand[],
  context: CliContext,
): Promise<number> {
  let exitCode = 0;
  const program = buildProgram(commands, context, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...(argv.length === 0 ? ["--help"] : argv)], { from: "user" });
    return exitCode;
  } catch (error) {
    // Help and version end with code 0; commander has already written what it refuses.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!context.signal.aborted) report(error, context, argv);
    return exitCodeOf(error);
  }
}

function buildProgram(
  commands: readonly CliCommand[],
  context: CliContext,
  done: (code: number) => void,
): Command {
  const program = new Command("tsvision")
    .description("torchvision for TypeScript: train an image classifier, classify images.")
    .version(versionLine(versions()), "-V, --version", "print the versions of all parts")
    .helpCommand("help [command]", "show the help of a command");
  prepare(program, context);
  for (const command of commands) addCommand(program, command, context, done);
  program.addHelpText("after", examplesOf(commands.map(({ examples }) => examples[0]!)));
  return program;
}

function addCommand(
  program: Command,
  command: CliCommand,
  context: CliContext,
  done: (code: number) => void,
): void {
  const sub = program.command(command.name).description(command.summary);
  prepare(sub, context);
  command.configure(sub);
  sub.addHelpText("after", examplesOf(command.examples));
  sub.action(async () => {
    const flags = sub.optsWithGlobals<Record<string, unknown> & CommonFlags>();
    done(await command.run({ args: sub.args, flags, context }));
  });
}

function prepare(command: Command, context: CliContext): void {
  command
    .option("-q, --quiet", "print results and errors only")
    .addOption(new Option("--color", "colour, even in a pipe"))
    .addOption(new Option("--no-color", "no colour, even on a terminal"))
    .showSuggestionAfterError()
    .showHelpAfterError("(add --help for the options and examples)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
      outputError: (text, write) => write(`tsvision: ${text.replace(/^error: /, "")}`),
    });
}

function examplesOf(examples: CliCommand["examples"]): string {
  const lines = examples.map(([call, what]) => `  $ ${call}\n      ${what}`);
  return `\nExamples:\n${lines.join("\n")}\n\nMore: ${docs}`;
}

function report(error: unknown, { stderr, env }: CliContext, argv: readonly string[]): void {
  const flag = argv.includes("--no-color") ? false : argv.includes("--color") ? true : undefined;
  const { red } = colorsFor(stderr, env, flag);
  stderr.write(`${red("tsvision:")} ${visible(messageOf(error))}\n`);
  const wantsMore = (env["TSVISION_DEBUG"] ?? "") !== "";
  if (error instanceof Error && (wantsMore || !(error instanceof VisionError)))
    stderr.write(`${error.stack}\n`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
