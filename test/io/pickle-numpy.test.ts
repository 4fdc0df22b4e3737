import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readNumpyPickle } from "../../src/io/pickle-numpy.ts";
import type { PickleArray } from "../../src/io/pickle-values.ts";
import { VisionError } from "../../src/util/errors.ts";
import { withFolder } from "../datasets/temp-folder.ts";

// Python 3.11: pickle.dumps({"data": np.arange(12, dtype="u1").reshape(2, 6) * 21, "labels": [3, 1],
//   "big": np.array([1, -2], ">i4"), "text": "é"}, protocol=2)
const python3 =
  "gAJ9cQAoWAQAAABkYXRhcQFjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAmNudW1weQpuZGFycmF5CnEDSwCFcQRjX2NvZGVjcwplbmNvZGUKcQVYAQAAAGJxBlgGAAAAbGF0aW4xcQeGcQhScQmHcQpScQsoSwFLAksGhnEMY251bXB5CmR0eXBlCnENWAIAAAB1MXEOiYiHcQ9ScRAoSwNYAQAAAHxxEU5OTkr/////Sv////9LAHRxEmKJaAVYEQAAAAAVKj9UaX7Ck8Kowr3DksOncRNoB4ZxFFJxFXRxFmJYBgAAAGxhYmVsc3EXXXEYKEsDSwFlWAMAAABiaWdxGWgCaANLAIVxGmgJh3EbUnEcKEsBSwKFcR1oDVgCAAAAaTRxHomIh3EfUnEgKEsDWAEAAAA+cSFOTk5K/////0r/////SwB0cSJiiWgFWAwAAAAAAAABw7/Dv8O/w75xI2gHhnEkUnEldHEmYlgEAAAAdGV4dHEnWAIAAADDqXEodS4=";

function read(bytes: Uint8Array) {
  return withFolder(async (folder) => {
    await writeFile(join(folder, "a"), bytes);
    return readNumpyPickle("Set", join(folder, "a"));
  });
}

const array = (state: string) =>
  Buffer.from(
    `\x80\x02cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87R${state}b.`,
    "latin1",
  );
const u1 =
  "cnumpy\ndtype\nU\x02u1K\x00K\x01\x87R(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb";

describe("readNumpyPickle", () => {
  it("reads arrays as Python 3 writes them", async () => {
    const value = (await read(Buffer.from(python3, "base64"))) as Map<string, unknown>;
    assert.deepEqual([...value.keys()], ["data", "labels", "big", "text"]);
    const dtype = (name: string, little: boolean) => ({ kind: "dtype", name, little });
    assert.deepEqual(value.get("data"), {
      kind: "array",
      shape: [2, 6],
      dtype: dtype("u1", true),
      data: Uint8Array.from({ length: 12 }, (_, i) => i * 21),
    });
    assert.deepEqual(value.get("labels"), [3, 1]);
    assert.deepEqual(value.get("big"), {
      kind: "array",
      shape: [2],
      dtype: dtype("i4", false),
      data: Uint8Array.of(0, 0, 0, 1, 255, 255, 255, 254),
    });
    assert.equal(value.get("text"), "é");
  });

  it("reads arrays as Python 2 writes them, their bytes as text", async () => {
    const state = `(K\x01K\x02K\x02\x86${u1}\x89U\x04\x00\x80\xff\x0at`;
    const { data, shape } = (await read(array(state))) as PickleArray;
    assert.deepEqual(shape, [2, 2]);
    assert.deepEqual([...data], [0, 128, 255, 10]);
  });

  it("refuses states that do not fit, and all other names", async () => {
    const bad: [Buffer, RegExp][] = [
      [array(`(K\x01K\x02K\x02\x86${u1}\x89U\x03abct`), /expected 4 bytes for \[2,2\], got 3/],
      [array(`(K\x01K\x02K\x02\x86${u1}\x88U\x04abcdt`), /rows first/],
      [array(`(K\x01J\xff\xff\xff\xff\x85${u1}\x89U\x00t`), /shape, dtype and bytes/],
      [array(u1), /shape, dtype and bytes/],
      [Buffer.from("\x80\x02cos\nsystem\nU\x02ls\x85R.", "latin1"), /the global os\.system/],
      [
        Buffer.from("\x80\x02cnumpy\ndtype\nU\x02O8K\x00K\x01\x87R.", "latin1"),
        /1, 2, 4 or 8 bytes/,
      ],
      [Buffer.from("\x80\x02ctorch._utils\n_rebuild_tensor_v2\n.", "latin1"), /torch\._utils/],
      [Buffer.from("\x80\x03N.", "latin1"), /protocol 2/],
      [Buffer.alloc(0), /STOP/],
    ];
    for (const [bytes, message] of bad) {
      const error = await read(bytes).catch((reason: unknown) => reason);
      assert.ok(error instanceof VisionError, String(error));
      assert.equal(error.code, "INVALID_FILE");
      assert.match(error.message, message);
      assert.ok(error.file !== undefined && error.offset !== undefined);
    }
  });
});
