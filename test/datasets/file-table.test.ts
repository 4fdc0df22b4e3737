import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FileTable, FileTableBuilder, tableOf } from "../../src/datasets/file-table.ts";

const pairs: [string, number][] = [
  ["photos/cat/1.jpg", 0],
  ["photos/cat/\u00e9\u{1f600}.jpg", 0],
  ["photos/cat/2.jpg", 3],
  ["photos/dog/1.jpg", 4_000_000_000],
  ["photos/cat/4.jpg", 0],
  ["plain", 1],
  ["/root", 1],
  ["photos\\dog\\3.jpg", 2],
];

describe("FileTable", () => {
  it("gives back what was put in, in any order, also from another thread's copy", () => {
    const table = tableOf(pairs);
    assert.equal(table.length, pairs.length);
    assert.deepEqual(table.pairs(), pairs);
    const sent = structuredClone(table.sent);
    assert.deepEqual(new FileTable(sent).pairs(), pairs);
    // The memory is the same, not a copy.
    table.sent.labels[0] = 9;
    assert.equal(new FileTable(sent).label(0), 9);
  });

  it("can be empty", () => {
    assert.deepEqual(tableOf([]).pairs(), []);
    assert.equal(new FileTableBuilder().finish().length, 0);
  });

  it("takes less than 60 bytes a file beside the folders", () => {
    const builder = new FileTableBuilder();
    const names = Array.from({ length: 1000 }, (_, i) => `image_${String(i).padStart(8, "0")}.jpg`);
    for (let i = 0; i < 100; i++) builder.add(`/a/long/folder/of/class/${i}/`, names, i);
    assert.equal(builder.length, 100_000);
    const { places, labels, names: text } = builder.finish().sent;
    const bytes = [places, labels, text.ends, text.bytes].map(({ byteLength }) => byteLength);
    assert.ok(bytes.reduce((sum, part) => sum + part) < 60 * 100_000);
  });
});
