import assert from "node:assert/strict";
import { test } from "node:test";
import { parityPage } from "../../scripts/parity.ts";
import { parityNames } from "../../scripts/parity-names.ts";
import { parityNotes } from "../../scripts/parity-notes.ts";

const namesOf = (place: string) =>
  (parityNames as Readonly<Record<string, string>>)[place]?.trim().split(/\s+/) ?? [];

test("the page has a row for every name, and knows what is exported", async () => {
  const page = await parityPage();
  for (const place of Object.keys(parityNames))
    for (const name of namesOf(place)) assert.ok(page.includes(`\n| \`${name}\` |`), name);
  assert.match(page, /\| `Resize` \| `transforms.Resize` \| done \|/);
  assert.match(page, /\| `hflip` \| `transforms.functional.horizontalFlip` \| done \|/);
  assert.match(page, /\| `CVCUDAToTensor` \| {2}\| never \|/);
});

test("no name comes twice, and no note is about a name that is not there", () => {
  for (const place of Object.keys(parityNames))
    assert.equal(new Set(namesOf(place)).size, namesOf(place).length, place);
  for (const [place, notes] of Object.entries(parityNotes))
    for (const name of Object.keys(notes)) assert.ok(namesOf(place).includes(name), name);
});
