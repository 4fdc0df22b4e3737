import { mkdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { main } from "assemblyscript/asc";
import { buildDir, listFiles, root } from "./project.ts";

/** Where the AssemblyScript sources lie; tsc and biome leave these folders alone. */
export const wasmFolders: readonly string[] = ["io", "transforms", "util"].map(
  (folder) => `src/${folder}/kernels/wasm`,
);

/**
 * Compiles each AssemblyScript source below `from` into `to`, at the same path with the ending
 * `.wasm`; gives those paths. Throws with the compiler's own words if it finds an error.
 */
export async function buildWasm(
  from: string,
  to: string,
  folders: readonly string[] = wasmFolders,
): Promise<string[]> {
  const outputs: string[] = [];
  for (const path of folders.flatMap((folder) => listFiles(from, folder, ".ts"))) {
    const output = path.replace(/\.ts$/, ".wasm");
    mkdirSync(dirname(join(to, output)), { recursive: true });
    // No runtime, no imports: the kernels are loops over memory that the caller lays out.
    const options = [
      "-O3",
      "--noAssert",
      "--enable",
      "simd",
      "--runtime",
      "stub",
      "--use",
      "abort=",
    ];
    const files = [join(from, path), "--outFile", join(to, output)];
    const { error, stderr } = await main([...files, ...options]);
    if (error !== null) throw new Error(`${path}: ${error.message}\n${stderr.toString()}`);
    outputs.push(output);
  }
  return outputs;
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  for (const path of await buildWasm(root, buildDir)) console.log(`compiled ${path}`);
}
