/**
 * A contact sheet: one photo and eight draws of a pipeline, boxes drawn and captions below. The same from the command
 * line: `tsvision show photo.jpg --transform pipeline.json --boxes boxes.json`.
 *
 *   node build/examples/11-contact-sheet.js [sheet.png]
 */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BoundingBoxes, manualSeed, readImage, transforms, utils } from "tsvision";

const photo = fileURLToPath(new URL("../../fixtures/photos/chelsea.png", import.meta.url));
const file = process.argv[2] ?? join(await mkdtemp(join(tmpdir(), "tsvision-")), "sheet.png");
const { ColorJitter, Compose, RandomHorizontalFlip, RandomResizedCrop } = transforms;

const image = await readImage(photo);
const boxes = BoundingBoxes.from([[120, 60, 330, 260]], { format: "XYXY", canvasSize: image.size });
const changes = [
  new RandomResizedCrop(224),
  new RandomHorizontalFlip(),
  new ColorJitter({ hue: 0.1 }),
];
const pipeline = new Compose(changes);

const look = { labels: ["face"], colors: "red", width: 2, fillLabels: true };
const cells = [{ image: utils.drawBoundingBoxes(image, boxes, look), caption: "original" }];
for (let seed = 0; seed < 8; seed++) {
  manualSeed(seed);
  const changed = pipeline.apply({ image, boxes });
  cells.push({
    image: utils.drawBoundingBoxes(changed.image, changed.boxes, look),
    caption: `seed ${seed}`,
  });
}
const sheet = utils.contactSheet(cells, { columns: 3 });
await utils.saveImage(sheet, file);
console.log(`${cells.length} pictures on ${sheet.width} x ${sheet.height} pixels`);
