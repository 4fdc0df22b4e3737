import { textSize } from "./shapes/text.ts";

/** The text with line breaks where it would be wider than `width` pixels; words that are go on too. */
export function wrapText(text: string, width: number, scale = 1): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line, width, scale))
    .join("\n");
}

function wrapLine(text: string, width: number, scale: number): string {
  const fits = (line: string) => textSize(line, scale)[1] <= width;
  const lines = [""];
  for (const word of text.split(" ")) {
    const joined = lines.at(-1) === "" ? word : `${lines.at(-1)} ${word}`;
    if (fits(joined)) {
      lines[lines.length - 1] = joined;
      continue;
    }
    if (lines.at(-1) !== "") lines.push("");
    for (const character of word) {
      const longer = `${lines.at(-1)}${character}`;
      // one character stands even where it does not fit
      if (fits(longer) || lines.at(-1) === "") lines[lines.length - 1] = longer;
      else lines.push(character);
    }
  }
  return lines.join("\n");
}
