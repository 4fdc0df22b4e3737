import * as index from "../src/index.ts";
import { type ParityPlace, parityNames } from "./parity-names.ts";
import { type ParityNote, parityNotes } from "./parity-notes.ts";

type Names = Readonly<Record<string, unknown>>;

/** Where the names of each place of torchvision are looked for. */
const places: Readonly<Record<ParityPlace, { readonly at: string; readonly names: Names }>> = {
  "transforms.v2": { at: "transforms", names: index.transforms },
  "transforms._presets": { at: "transforms", names: index.transforms },
  "transforms.v2.functional": { at: "transforms.functional", names: index.transforms.functional },
  tv_tensors: { at: "", names: index },
  ops: { at: "ops", names: spaceOf("ops") },
  utils: { at: "utils", names: spaceOf("utils") },
  io: { at: "io", names: index.io },
  datasets: { at: "datasets", names: index.datasets },
  models: { at: "models", names: index.models.models },
};

/** `docs/parity.md`: every name of torchvision, its state here and its largest difference. */
export function parityPage(): string {
  const sections = Object.keys(parityNames).map((place) => section(place as ParityPlace));
  const total = sections.reduce((sum, { done }) => sum + done, 0);
  const all = sections.reduce((sum, { count }) => sum + count, 0);
  return `# torchvision, name by name

Made by \`node build/scripts/make-parity.js\` from what the package exports and from \`scripts/parity-notes.ts\`; \`npm test\` checks that
it is up to date. ${total} of ${all} names are there. "none" means equal bytes in every golden case for pictures of bytes, and floats within 1e-5; numbers come from torchvision 0.14.1,
torch 1.13 and Pillow 9.4, and from torchvision's documentation where that version has no such name.

${sections.map(({ text }) => text).join("\n\n")}
`;
}

function section(place: ParityPlace): { text: string; done: number; count: number } {
  const names = parityNames[place].trim().split(/\s+/);
  const rows = names.map((name) => row(place, name));
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

function row(place: ParityPlace, name: string): { state: string; cells: readonly string[] } {
  const note: ParityNote = parityNotes[place]?.[name] ?? {};
  const { at, names } = places[place];
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

// Places that the index may not have yet.
function spaceOf(name: string): Names {
  return ((index as Names)[name] ?? {}) as Names;
}
