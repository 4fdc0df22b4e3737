import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, freemem, release, totalmem, type } from "node:os";
import { dirname } from "node:path";
import { getHeapStatistics } from "node:v8";
import { cacheFolder } from "../io/index.ts";
import type { Finding } from "./finding.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** What the machine is: system, C library, processor, Node, memory, cache folder, proxies. */
export function examineMachine(env: Env): Finding[] {
  return [
    info("system", `${type()} ${release()} ${process.arch}`),
    info("c library", cLibrary()),
    info("processor", processor()),
    nodeVersion(process.versions.node),
    info("memory", memory()),
    cacheFinding(cacheFolder(env)),
    info("proxy variables", proxies(env)),
  ];
}

function info(check: string, found: string): Finding {
  return { check, status: "info", found };
}

function cLibrary(): string {
  if (process.platform !== "linux") return "the system's own";
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const glibc = report.header?.glibcVersionRuntime;
  return glibc === undefined ? "musl (onnxruntime-node has no binary for it)" : `glibc ${glibc}`;
}

function processor(): string {
  const model = cpus()[0]?.model.trim() || "unknown model";
  return `${model}, ${availableParallelism()} cores usable${features(readCpuInfo())}`;
}

function readCpuInfo(): string {
  const path = "/proc/cpuinfo";
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** The instruction sets that decide about speed, from the text of Linux's cpuinfo. */
export function features(cpuinfo: string): string {
  const flags = /^(?:flags|Features)\s*:(.*)$/m.exec(cpuinfo)?.[1]?.trim().split(/\s+/) ?? [];
  const known = ["sse4_2", "avx", "avx2", "fma", "avx512f", "avx512_vnni", "amx_tile", "asimd"];
  const present = known.filter((name) => flags.includes(name));
  return present.length === 0 ? "" : `, ${present.join(" ")}`;
}

/** Judges a version of Node by what package.json asks for. */
export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOld = major < 20 || (major === 20 && minor < 19);
  const hint = "install Node 20.19 or newer";
  return { check: "node", status: isOld ? "bad" : "good", found: version, ...(isOld && { hint }) };
}

function memory(): string {
  const limit = process.constrainedMemory();
  // Without a limit the kernel answers with a number that no machine has, or with 0.
  const isLimited = limit > 0 && limit < totalmem();
  const parts = [`${gigabytes(totalmem())} in all`, `${gigabytes(freemem())} free`];
  if (isLimited) parts.push(`this process may use ${gigabytes(limit)}`);
  return [...parts, `heap up to ${gigabytes(getHeapStatistics().heap_size_limit)}`].join(", ");
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}

/** Says whether the cache folder, or the folder it would be made in, can be written. */
export function cacheFinding(folder: string): Finding {
  const place = existingParent(folder);
  const check = "cache folder";
  try {
    accessSync(place, constants.W_OK);
    const found = place === folder ? folder : `${folder} (not there yet)`;
    return { check, status: "good", found };
  } catch (error) {
    const found = `${folder}: ${error instanceof Error ? error.message : error}`;
    return { check, status: "bad", found, hint: "set TSVISION_CACHE to a folder you may write" };
  }
}

function existingParent(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder
    ? folder
    : existingParent(dirname(folder));
}

// Names only: the values may hold passwords.
function proxies(env: Env): string {
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"];
  const set = names.flatMap((name) => [name, name.toLowerCase()]).filter((name) => env[name]);
  return set.length === 0 ? "none set" : `${set.join(", ")} set`;
}
