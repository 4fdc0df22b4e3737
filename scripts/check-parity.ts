import { parityPage } from "./parity.ts";
import type { Report } from "./project.ts";

/** Refuses a `docs/parity.md` that is not what the exports and notes make. */
export async function checkParity(page: string): Promise<Report> {
  if (page === (await parityPage())) return { problems: [] };
  const message = "is out of date; run `node build/scripts/make-parity.js`";
  return { problems: [{ file: "docs/parity.md", message }] };
}
