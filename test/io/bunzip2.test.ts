import assert from "node:assert/strict";
import { test } from "node:test";
import { bunzip2 } from "../../src/io/bunzip2.ts";

// Python's bz2.compress of the texts named below.
const cases: Record<string, [packed: string, text: Buffer]> = {
  "a sentence": [
    "QlpoOTFBWSZTWf0vp7MAAAiVgEAHAgA/758AIABURGgaDQ0DQapp5TNJ+khgTM4yU9iLZx0JKpcijcgygED9/mGEYNWIot1rZ5rgcUOYLk18QWWogSNRwDGPxdyRThQkP0vp7MA=",
    Buffer.from(
      "Each block is sorted, moved to the front, run-length coded and given short codes.",
    ),
  ],
  nothing: ["QlpoORdyRThQkAAAAAA=", Buffer.alloc(0)],
  "two streams": [
    "QlpoOTFBWSZTWc+6oLQAAAGRAEAAAgGgACGaaDNNDLxdyRThQkM+6oLQQlpoOTFBWSZTWc3cjZoAAACBgAAAhIAgACGYGYRhdyRThQkM3cjZoA==",
    Buffer.from("one two"),
  ],
  "1,000,000 equal bytes, two blocks of level 1": [
    "QlpoMTFBWSZTWUWRro4AB6jAQICAAAIACCAAMMwJqmmVJDapSQ8XckU4UJBFka6O",
    Buffer.alloc(1_000_000, 7),
  ],
  "runs of 4, 5 and 259": [
    "QlpoOTFBWSZTWRaLtY0AAANBAOAAPAAACCAAIj1PU0CGAZE1JDuTL8XckU4UJAWi7WNA",
    Buffer.from(`aaaabbbbb${"c".repeat(259)}d`),
  ],
};

async function unpack(packed: Uint8Array): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const source = (async function* () {
    yield packed;
  })();
  for await (const part of bunzip2("a.bz2", source)) parts.push(part);
  return Buffer.concat(parts);
}

for (const [name, [packed, text]] of Object.entries(cases))
  test(`bzip2 of ${name} unfolds`, async () => {
    assert.ok((await unpack(Buffer.from(packed, "base64"))).equals(text));
  });

test("every cut and every flipped bit is noticed", async () => {
  const packed = Buffer.from(cases["a sentence"]![0], "base64");
  const wrong = { code: "INVALID_FILE", file: "a.bz2" };
  for (let end = 0; end < packed.length; end++)
    await assert.rejects(unpack(packed.subarray(0, end)), wrong, `cut at ${end}`);
  for (let bit = 0; bit < 8 * packed.length; bit++) {
    const bent = Buffer.from(packed);
    bent[bit >> 3]! ^= 128 >> (bit & 7);
    // The level only says how large blocks may be, and the last bits of the last byte fill it up.
    const text = await unpack(bent).catch((error: unknown) => error);
    if (text instanceof Buffer) assert.ok(text.equals(cases["a sentence"]![1]), `bit ${bit}`);
    else assert.equal((text as { code?: string }).code, "INVALID_FILE", `bit ${bit}: ${text}`);
  }
});
