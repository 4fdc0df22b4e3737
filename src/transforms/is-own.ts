import { transforms } from "./from-json.ts";
import { Transform } from "./transform.ts";

const classes = new Map<string, unknown>(
  Object.entries(transforms).map(([name, { build }]) => [name, build]),
);

/**
 * True for a transform of this package that holds no function and only such transforms: no other code
 * sees what it works on.
 */
export function isOwn(transform: unknown): boolean {
  if (!(transform instanceof Transform)) return false;
  const changed = Object.hasOwn(transform, "apply") || Object.hasOwn(transform, "firstCrop");
  return (
    classes.get(transform.name) === transform.constructor &&
    !changed &&
    isOwnData(transform.options)
  );
}

function isOwnData(value: unknown): boolean {
  if (value instanceof Transform) return isOwn(value);
  if (typeof value === "function") return false;
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return true;
  return Object.values(value).every(isOwnData);
}
