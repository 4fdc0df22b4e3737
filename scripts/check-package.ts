import { execFileSync } from "node:child_process";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { Problem, Report } from "./project.ts";

/** What the published package may hold, and nothing else. */
const intended = [
  /^(package\.json|(README|CHANGELOG|SECURITY)\.md|LICENSE|docs\/[\w-]+\.md)$/,
  /^src\/[\w./-]+\.ts$/,
  /^assets\/[\w-]+\.(safetensors|md)$/,
  /^build\/src\/[\w./-]+\.(js|d\.ts)(\.map)?$/,
  /^build\/src\/(io|transforms|util)\/kernels\/wasm\/[\w-]+\.wasm$/,
];

/** Each of these sources must be there compiled: without the kernels all works, but slowly. */
const kernelSource = /^src\/(io|transforms|util)\/kernels\/wasm\/[\w-]+\.ts$/;

/** The unpacked size that must not be passed unseen, in bytes. */
const maxUnpacked = 12_000_000;

/** What `npm pack --json` says about a package. */
export interface Packed {
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** Checks what `npm pack` would publish, and that the exports of package.json hold (publint). */
export async function checkPackage(base: string): Promise<Report> {
  const packed = listPacked(base);
  const { messages, pkg } = await publint({ pkgDir: base, pack: "npm" });
  const lint = messages.map((message) => ({
    file: "package.json",
    message: formatMessage(message, pkg, { color: false }) ?? message.code,
  }));
  const size = (packed.unpackedSize / 1e6).toFixed(2);
  return {
    problems: [...checkPacked(packed), ...lint],
    notes: [`the package holds ${packed.files.length} files, ${size} MB unpacked`],
  };
}

/** Refuses files that are no part of the product, a package without kernels, and one that has grown too large. */
export function checkPacked({ files, unpackedSize }: Packed): Problem[] {
  const strangers = files
    .filter(({ path }) => !intended.some((pattern) => pattern.test(path)))
    .map(({ path }) => ({ file: path, message: "would be published by mistake" }));
  const paths = new Set(files.map(({ path }) => path));
  const problems = [...paths]
    .filter((path) => kernelSource.test(path))
    .map((path) => `build/${path.replace(/\.ts$/, ".wasm")}`)
    .filter((path) => !paths.has(path))
    .map((file) => ({ file, message: "is missing: run `npm run build`" }))
    .concat(strangers);
  if (unpackedSize > maxUnpacked) {
    const message = `the package has ${unpackedSize} bytes, the limit is ${maxUnpacked}`;
    problems.push({ file: "package.json", message });
  }
  return problems;
}

function listPacked(base: string): Packed {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: base,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell: process.platform === "win32",
  });
  const [packed] = Object.values(JSON.parse(output) as Record<string, Packed>);
  if (packed === undefined) throw new Error(`npm pack listed nothing in ${base}`);
  return packed;
}
