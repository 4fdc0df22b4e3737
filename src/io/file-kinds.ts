/** The image formats that can be decoded; the first five are allowed by default. */
export const imageFormats = ["jpeg", "png", "webp", "gif", "pnm", "tiff", "avif"] as const;

/** An image format that can be decoded. */
export type ImageFormat = (typeof imageFormats)[number];

/** One kind of file and how its first bytes tell it. */
export interface FileKind {
  /** Set for what we decode. */
  readonly format?: ImageFormat;
  /** For messages: "a JPEG image". */
  readonly name: string;
  /** Bytes at offsets (one character a byte), all of which must match; or a pattern for text. */
  readonly magic: readonly (readonly [offset: number, bytes: string])[] | RegExp;
  /** What to do about a kind that is not decoded. */
  readonly hint?: string;
}

const convert = "convert it to PNG or JPEG first";
const unpack = "unpack it first";

/** Tried in this order; the first that matches names the file. */
export const fileKinds: readonly FileKind[] = [
  { format: "jpeg", name: "a JPEG image", magic: [[0, "\xff\xd8\xff"]] },
  { format: "png", name: "a PNG image", magic: [[0, "\x89PNG\r\n\x1a\n"]] },
  {
    format: "webp",
    name: "a WebP image",
    magic: [
      [0, "RIFF"],
      [8, "WEBP"],
    ],
  },
  { format: "gif", name: "a GIF image", magic: /^GIF8[79]a/ },
  { format: "tiff", name: "a TIFF image", magic: [[0, "II*\0"]] },
  { format: "tiff", name: "a TIFF image", magic: [[0, "II+\0"]] },
  { format: "tiff", name: "a TIFF image", magic: [[0, "MM\0*"]] },
  { format: "tiff", name: "a TIFF image", magic: [[0, "MM\0+"]] },
  { format: "avif", name: "an AVIF image", magic: [[4, "ftypavif"]] },
  { format: "avif", name: "an AVIF image", magic: [[4, "ftypavis"]] },
  {
    name: "a BMP image",
    magic: [
      [0, "BM"],
      [6, "\0\0\0\0"],
    ],
    hint: convert,
  },
  { format: "pnm", name: "a binary PGM or PPM image", magic: /^P[56][\s#]/ },
  { name: "a PNM image (PBM, text, or PAM)", magic: /^P[1-7][\s#]/, hint: convert },
  { name: "a PFM image", magic: /^P[Ff]\s/, hint: convert },
  { name: "a Radiance HDR image", magic: /^#\?(RADIANCE|RGBE)/, hint: convert },
  { name: "an OpenEXR image", magic: [[0, "v/1\x01"]], hint: convert },
  { name: "a FITS image", magic: /^SIMPLE {2}=/, hint: convert },
  { name: "a HEIC image", magic: [[4, "ftyphei"]], hint: convert },
  { name: "a HEIC image", magic: [[4, "ftyphev"]], hint: convert },
  { name: "a HEIF image", magic: [[4, "ftypmif1"]], hint: convert },
  { name: "a JPEG XL image", magic: [[0, "\xff\x0a"]], hint: convert },
  { name: "a JPEG XL image", magic: [[0, "\0\0\0\x0cJXL "]], hint: convert },
  { name: "a JPEG 2000 image", magic: [[0, "\0\0\0\x0cjP  "]], hint: convert },
  { name: "a JPEG 2000 image", magic: [[0, "\xff\x4f\xff\x51"]], hint: convert },
  { name: "a Windows icon", magic: [[0, "\0\0\x01\0"]], hint: convert },
  { name: "a Photoshop file", magic: [[0, "8BPS"]], hint: convert },
  { name: "a libvips image", magic: [[0, "\xb6\xa6\xf2\x08"]], hint: convert },
  { name: "a libvips image", magic: [[0, "\x08\xf2\xa6\xb6"]], hint: convert },
  { name: "a PDF file", magic: /^%PDF-/, hint: convert },
  { name: "a PostScript file", magic: /^%!PS/, hint: convert },
  {
    name: "a Git LFS pointer",
    magic: /^version https:\/\/git-lfs/,
    hint: "fetch the real file with `git lfs pull`",
  },
  {
    name: "a web page (HTML)",
    magic: /^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|body)/i,
    hint: "the download probably failed; fetch the file again",
  },
  {
    name: "an SVG drawing",
    magic: /^(\xef\xbb\xbf)?\s*<(svg[\s>]|[?!].*<svg[\s>])/is,
    hint: convert,
  },
  { name: "an XML file", magic: /^(\xef\xbb\xbf)?\s*<\?xml/i },
  { name: "a zip archive", magic: [[0, "PK\x03\x04"]], hint: unpack },
  { name: "a gzip file", magic: [[0, "\x1f\x8b"]], hint: unpack },
  { name: "a video (MP4 family)", magic: [[4, "ftyp"]], hint: "extract frames first" },
];
