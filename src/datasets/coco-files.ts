import { VisionError } from "../util/errors.ts";
import type { CocoSegmentation } from "./coco-mask.ts";
import { badFile, readJson } from "./read-text.ts";

/** A picture in COCO's file. */
export interface CocoImage {
  readonly id: number;
  readonly file_name: string;
  readonly [key: string]: unknown;
}

/** An annotation as COCO's file has it: what it is of depends on the file. */
export interface CocoAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id?: number;
  readonly bbox?: readonly number[];
  readonly area?: number;
  readonly iscrowd?: number;
  readonly segmentation?: CocoSegmentation;
  readonly keypoints?: readonly number[];
  readonly caption?: string;
  readonly [key: string]: unknown;
}

/** A class in COCO's file; its id is the label. */
export interface CocoCategory {
  readonly id: number;
  readonly name: string;
  readonly [key: string]: unknown;
}

/** A file of annotations, by picture; pictures sorted by id, annotations in the file's order. */
export interface CocoIndex {
  readonly images: readonly CocoImage[];
  readonly annotationsOf: ReadonlyMap<number, readonly CocoAnnotation[]>;
  readonly categories: readonly CocoCategory[];
}

/** Reads a file of annotations. Throws NOT_FOUND and INVALID_FILE. */
export async function readCoco(who: string, path: string): Promise<CocoIndex> {
  const content = (await readJson(who, path)) as Record<string, unknown> | null;
  const list = <Item>(key: string, fits: (item: Item) => boolean): Item[] => {
    const found = content?.[key] ?? [];
    if (!Array.isArray(found)) throw badFile(who, path, `a list ${key}`, found);
    const odd = found.findIndex((item) => item === null || typeof item !== "object" || !fits(item));
    if (odd >= 0) throw badFile(who, path, `what COCO has in ${key}[${odd}]`, found[odd]);
    return found;
  };
  if (!Array.isArray(content?.["images"])) throw badFile(who, path, "a list images", content);
  const images = list<CocoImage>("images", ({ id, file_name }) => {
    return Number.isSafeInteger(id) && typeof file_name === "string";
  });
  const annotationsOf = new Map<number, CocoAnnotation[]>(images.map(({ id }) => [id, []]));
  const fits = (one: CocoAnnotation) => Number.isSafeInteger(one.image_id);
  for (const annotation of list<CocoAnnotation>("annotations", fits))
    annotationsOf.get(annotation.image_id)?.push(annotation);
  const categories = list<CocoCategory>("categories", ({ id, name }) => {
    return Number.isSafeInteger(id) && typeof name === "string";
  });
  images.sort((a, b) => a.id - b.id);
  return { images, annotationsOf, categories };
}

/** The error for an annotation that cannot be used. */
export function badAnnotation(
  who: string,
  file: string,
  { id }: CocoAnnotation,
  expected: string,
  got: unknown,
): VisionError {
  return new VisionError({
    code: "INVALID_FILE",
    who,
    expected: `${expected} in annotation ${id}`,
    got,
    hint: "correct the annotation, or leave its picture out",
    file,
  });
}
