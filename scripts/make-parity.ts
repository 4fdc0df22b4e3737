import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parityPage } from "./parity.ts";
import { root } from "./project.ts";

/** Writes `docs/parity.md` anew. */
writeFileSync(join(root, "docs", "parity.md"), await parityPage());
