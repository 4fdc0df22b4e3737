/** Numbers as Python prints a number, a tuple, or None. */
export function describeSize(value: number | string | null | readonly (number | null)[]): string {
  if (value === null) return "None";
  if (typeof value !== "object") return String(value);
  return `(${value.map(describeSize).join(", ")}${value.length === 1 ? "," : ""})`;
}
