import { VisionError } from "../util/errors.ts";

/** An element of an XML file. */
export interface XmlElement {
  readonly name: string;
  readonly children: XmlElement[];
  /**
   * The text before the first child, or all of it where there is none, without space around it;
   * undefined where there is not even space.
   */
  text: string | undefined;
}

const entities: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};
const deepest = 100;

/**
 * Reads the elements and texts of an XML file, as annotations use them; attributes are passed over. A
 * document type, which could define entities that unfold without end, is refused. Throws INVALID_FILE with
 * the character where the file breaks.
 */
export function parseXml(who: string, file: string, text: string): XmlElement {
  const top: XmlElement = { name: "", children: [], text: undefined };
  const open = [top];
  const deny: Deny = (expected, got, offset) => {
    const hint = "the file is damaged; fetch it again";
    return new VisionError({ code: "INVALID_FILE", who, expected, got, hint, file, offset });
  };
  const token = new RegExp(tokens, "y");
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw deny("a tag", text.slice(at, at + 20), at);
    const [whole, data, closing, name, empty] = match;
    if (name !== undefined)
      walkTag(open, { name, closing: closing === "/", empty: empty === "/" }, at, deny);
    else if (data !== undefined) addText(open.at(-1)!, data);
    else if (!whole.startsWith("<")) addText(open.at(-1)!, decoded(whole, at, deny));
  }
  if (open.length > 1) throw deny(`</${open.at(-1)!.name}>`, "the end of the file", text.length);
  const [root] = top.children;
  if (root === undefined || top.children.length > 1)
    throw deny("one element that holds all", top.children.length, 0);
  return root;
}

type Deny = (expected: string, got: unknown, offset: number) => VisionError;

// Comments, instructions, CDATA, tags, and the text between.
const tokens =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s<>/!?]+)(?:\s[^<>]*?)?(\/?)>|[^<]+/;

interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly empty: boolean;
}

function walkTag(open: XmlElement[], { name, closing, empty }: Tag, at: number, deny: Deny): void {
  const inside = open.at(-1)!;
  if (closing) {
    if (open.length === 1 || inside.name !== name)
      throw deny(`</${inside.name}>`, `</${name}>`, at);
    inside.text = inside.text?.trim();
    open.pop();
    return;
  }
  if (open.length > deepest) throw deny(`at most ${deepest} elements in each other`, "more", at);
  const element: XmlElement = { name, children: [], text: undefined };
  inside.children.push(element);
  if (!empty) open.push(element);
}

function addText(element: XmlElement, text: string): void {
  if (element.children.length === 0) element.text = (element.text ?? "") + text;
}

function decoded(text: string, at: number, deny: Deny): string {
  return text.replace(/&([^;\s]*);?/g, (whole, name: string) => {
    const code = /^#(?:x([\da-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    const point = code === null ? -1 : Number.parseInt(code[1] ?? code[2]!, code[1] ? 16 : 10);
    if (point >= 0 && point <= 0x10ffff) return String.fromCodePoint(point);
    const character = Object.hasOwn(entities, name) ? entities[name] : undefined;
    if (character === undefined || !whole.endsWith(";")) throw deny("an entity of XML", whole, at);
    return character;
  });
}

/**
 * An element's content as torchvision's `parse_voc_xml` gives it: text for what has no children, else an
 * object, with arrays where a name comes more than once, and always for the names in `lists`.
 */
export function xmlToObject(
  element: XmlElement,
  lists: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const groups = new Map<string, unknown[]>(lists.map((name) => [name, []]));
  for (const child of element.children) {
    const value = child.children.length === 0 ? child.text : xmlToObject(child);
    if (value === undefined) continue; // torchvision drops what is empty, too
    const group = groups.get(child.name);
    if (group === undefined) groups.set(child.name, [value]);
    else group.push(value);
  }
  const entries = [...groups].map(([name, group]): [string, unknown] => [
    name,
    group.length === 1 && !lists.includes(name) ? group[0] : group,
  ]);
  return Object.fromEntries(entries);
}
