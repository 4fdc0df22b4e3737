/** The name that takes the fewest edits to become, upper and lower case alike; the first of several. */
export function nearest(word: string, names: readonly string[]): string {
  return nearestNames(word, names, 1)[0]!;
}

/** The `most` names that take the fewest edits to become, the nearest first. */
export function nearestNames(word: string, names: readonly string[], most = 3): string[] {
  const target = word.toLowerCase();
  return names
    .map((name) => ({ name, edits: editsBetween(target, name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits) // stable
    .slice(0, most)
    .map(({ name }) => name);
}

// Levenshtein: row[j] = edits from the first i letters of a to the first j of b
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
