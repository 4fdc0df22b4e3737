/**
 * The sample with `change` applied to each leaf, depth first. Arrays and plain objects are walked,
 * all else is a leaf. What did not change keeps its identity, containers included; the sample given
 * is never written to.
 */
export function mapLeaves(sample: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(sample)) {
    const items = sample.map((item) => mapLeaves(item, change));
    return items.every((item, i) => Object.is(item, sample[i])) ? sample : items;
  }
  if (!isPlainObject(sample)) return change(sample);
  const entries = Object.entries(sample).map(
    ([key, item]) => [key, mapLeaves(item, change)] as const,
  );
  if (entries.every(([key, item]) => Object.is(item, sample[key]))) return sample;
  return Object.fromEntries(entries);
}

/** Calls `visit` for each leaf, in the order of `mapLeaves`. */
export function eachLeaf(sample: unknown, visit: (leaf: unknown) => void): void {
  if (Array.isArray(sample)) for (const item of sample) eachLeaf(item, visit);
  else if (isPlainObject(sample)) for (const item of Object.values(sample)) eachLeaf(item, visit);
  else visit(sample);
}

/** True for `{}` and objects without a prototype; class instances, maps and dates are leaves. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (value === null || typeof value !== "object") return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
