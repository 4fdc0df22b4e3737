import assert from "node:assert/strict";
import { join } from "node:path";
import { CocoCaptions, type CocoCaptionsOptions } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { half, replaced, visionSuite } from "./vision-suite.ts";

visionSuite("CocoCaptions", {
  open: (root, options) =>
    CocoCaptions.open(join(root, "val"), {
      annFile: join(root, "captions.json"),
      ...options,
    } as CocoCaptionsOptions),
  splits: { all: {} },
  async write(root) {
    await writeFiles(root, {
      "val/1.jpg": fakeImage(1),
      "val/2.jpg": fakeImage(2),
      "captions.json": JSON.stringify({
        images: [
          { id: 2, file_name: "2.jpg" },
          { id: 1, file_name: "1.jpg" },
        ],
        annotations: [
          { id: 7, image_id: 2, caption: "A dog." },
          { id: 8, image_id: 1, caption: "A cat." },
          { id: 9, image_id: 2, caption: "The dog again." },
        ],
      }),
    });
    return 2;
  },
  check([image, captions], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.ok(Array.isArray(captions));
    assert.deepEqual(captions, captions.length === 1 ? ["A cat."] : ["A dog.", "The dog again."]);
    assert.deepEqual((data as CocoCaptions).ids, [1, 2]);
  },
  needed: ["captions.json", "val/2.jpg"],
  damage: {
    "captions.json": [half, /expected JSON/],
    "captions.json text": [replaced('"A cat."', "5"), /a caption in annotation 8, got 5/],
  },
});
