/**
 * True where a class of the user's makes samples in another way than `base`, the class of the package
 * that it extends: workers, which make `base` again, would give other samples, and who knows what keeps them.
 */
export function overrides(
  dataset: object,
  base: { readonly prototype: object },
  methods: readonly string[],
): boolean {
  const [own, usual] = [dataset, base.prototype] as Readonly<Record<string, unknown>>[];
  return methods.some((name) => own![name] !== usual![name]);
}
