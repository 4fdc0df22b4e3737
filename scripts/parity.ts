import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ParityPlace, parityNames } from "./parity-names.ts";
import { type ParityNote, parityNotes } from "./parity-notes.ts";
import { buildDir } from "./project.ts";

type Names = Readonly<Record<string, unknown>>;

/** Where users find the names of each place of torchvision; of models, where the registry is. */
const places: Readonly<Record<ParityPlace, string>> = {
  "transforms.v2": "transforms",
  "transforms._presets": "transforms",
  "transforms.v2.functional": "transforms.functional",
  tv_tensors: "",
  ops: "ops",
  utils: "utils",
  io: "io",
  datasets: "datasets",
  models: "models",
};

/** `docs/parity.md`: every name of torchvision, its state here and its largest difference. */
export async function parityPage(): Promise<string> {
  // as an outsider sees it: the built package
  const index: Names = await import(pathToFileURL(join(buildDir, "src", "index.js")).href);
  const sections = Object.keys(parityNames).map((place) => section(index, place as ParityPlace));
  const total = sections.reduce((sum, { done }) => sum + done, 0);
  const all = sections.reduce((sum, { count }) => sum + count, 0);
  return `# torchvision, name by name

Made by \`node build/scripts/make-parity.js\` from what the package exports and from \`scripts/parity-notes.ts\`; \`npm test\` checks that
it is up to date. ${total} of ${all} names are there. "none" means equal bytes in every golden case for pictures of bytes, and floats within 1e-5; numbers come from torchvision 0.14.1,
torch 1.13 and Pillow 9.4, and from torchvision's documentation where that version has no such name.

${sections.map(({ text }) => text).join("\n\n")}
`;
}

function section(index: Names, place: ParityPlace): { text: string; done: number; count: number } {
  const names = parityNames[place].trim().split(/\s+/);
  const rows = names.map((name) => row(index, place, name));
  const done = rows.filter(({ state }) => state === "done" || state === "limited").length;
  const table = rows.map(({ cells }) => `| ${cells.join(" | ")} |`).join("\n");
  const head =
    "| torchvision | here | state | largest difference | note |\n| --- | --- | --- | --- | --- |";
  return {
    text: `## ${place}: ${done} of ${names.length}\n\n${head}\n${table}`,
    done,
    count: names.length,
  };
}

function row(
  index: Names,
  place: ParityPlace,
  name: string,
): { state: string; cells: readonly string[] } {
  const note: ParityNote = parityNotes[place]?.[name] ?? {};
  const at = places[place];
  const names = at
    .split(".")
    .reduce((inner, key) => (key === "" ? inner : (inner[key] as Names)), index);
  const mine = note.here ?? (place === "models" ? name : camel(name));
  const found = Object.hasOwn(names, mine);
  const state = found ? (note.state ?? "done") : (note.state ?? "planned");
  const here = found ? `\`${at === "" ? mine : `${at}.${mine}`}\`` : "";
  return { state, cells: [`\`${name}\``, here, state, note.difference ?? "", note.note ?? ""] };
}

function camel(name: string): string {
  return /^[A-Z]/.test(name)
    ? name
    : name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}
