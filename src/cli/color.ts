import pico from "picocolors";

/** Functions that colour text, or leave it as it is. */
export type Colors = ReturnType<typeof pico.createColors>;

/**
 * Decides whether to colour, in this order: `--color` or `--no-color`, FORCE_COLOR, NO_COLOR (not
 * empty), TERM=dumb, and last whether the output is a terminal.
 * @example wantsColor({ isTTY: true }, { NO_COLOR: "1" }); // false
 */
export function wantsColor(
  output: { readonly isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
  flag?: boolean,
): boolean {
  if (flag !== undefined) return flag;
  const force = env["FORCE_COLOR"];
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  if ((env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb") return false;
  return output.isTTY === true;
}

/** The colouring functions for an output. */
export function colorsFor(...decision: Parameters<typeof wantsColor>): Colors {
  return pico.createColors(wantsColor(...decision));
}
