/**
 * The orientation 1..8 that a JPEG's EXIF segment (after its name) gives the picture, 1 if it says
 * nothing of it. `undefined` for a segment with anything odd, which readers understand differently.
 */
export function readOrientation(exif: Uint8Array): number | undefined {
  if (exif.length < 8) return undefined;
  const order = exif[0]! * 256 + exif[1]!;
  if (order !== motorola && order !== intel) return undefined;
  const view = new DataView(exif.buffer, exif.byteOffset, exif.length);
  const little = order === intel;
  if (view.getUint16(2, little) !== 42) return undefined;
  const directory = view.getUint32(4, little);
  if (directory < 8 || directory + 2 > exif.length) return undefined;
  const entries = view.getUint16(directory, little);
  if (directory + 2 + 12 * entries > exif.length) return undefined;
  return orientationIn(view, directory + 2, entries, little);
}

const motorola = 0x4d4d;
const intel = 0x4949;
const tagOrientation = 0x0112;
const typeShort = 3;

// Entries are sorted by tag; each has a tag, a type, a count and a value, which fits in here.
function orientationIn(view: DataView, start: number, entries: number, little: boolean) {
  let before = -1;
  let orientation = 1;
  for (let i = 0, at = start; i < entries; i++, at += 12) {
    const tag = view.getUint16(at, little);
    if (tag <= before) return undefined;
    before = tag;
    if (tag !== tagOrientation) continue;
    const [type, count] = [view.getUint16(at + 2, little), view.getUint32(at + 4, little)];
    orientation = view.getUint16(at + 8, little);
    if (type !== typeShort || count !== 1 || orientation < 1 || orientation > 8) return undefined;
  }
  return orientation;
}
