/** The name that takes the fewest edits to become, upper and lower case alike; the first of several. */
export function nearest(word: string, names: readonly string[]): string {
  const target = word.toLowerCase();
  let best = names[0]!;
  let least = Infinity;
  for (const name of names) {
    const edits = editsBetween(target, name.toLowerCase());
    if (edits < least) [best, least] = [name, edits];
  }
  return best;
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
