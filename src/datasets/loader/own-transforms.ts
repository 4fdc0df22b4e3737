/** True where all that is done to samples is done by transforms of this package; `undefined` does nothing. */
export async function areOwn(transforms: readonly unknown[]): Promise<boolean> {
  const given = transforms.filter((transform) => transform !== undefined);
  if (given.length === 0) return true;
  if (given.some((transform) => typeof transform === "function")) return false;
  // whoever made a transform has loaded them all
  const { isOwn } = await import("../../transforms/is-own.ts");
  return given.every(isOwn);
}
