import { createHash, randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

const pattern =
  /^\.tsvision-(?:([\da-f]{12})-(\d+)-)?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/;

/** A path in `folder` for what is not whole yet; it tells which process of which machine it belongs to. */
export function temporaryPath(folder: string): string {
  return join(folder, `.tsvision-${thisMachine()}-${process.pid}-${randomUUID()}.tmp`);
}

/** True for the names that `temporaryPath` gives, and for those of earlier versions. */
export function isTemporary(name: string): boolean {
  return pattern.test(name);
}

/**
 * Removes from `folder` what processes of this machine left there that were killed. What others may be writing still
 * stays: of living processes, and of other machines and containers, which nobody can ask from here.
 */
export async function removeStale(folder: string): Promise<void> {
  const own = thisMachine();
  for (const name of await readdir(folder).catch(() => [])) {
    const [, owner, pid] = pattern.exec(name) ?? [];
    if (owner !== own || isAlive(Number(pid))) continue;
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => {});
  }
}

/** True while a process of this machine is there; zombies count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Within what numbers of processes mean something: one start of one system, and one container of it. */
export function thisMachine(): string {
  const facts = [hostname(), told(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"))];
  const text = [...facts, told(() => readlinkSync("/proc/self/ns/pid"))].join("\n");
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

function told(read: () => string): string {
  try {
    return read();
  } catch {
    return ""; // not on this system
  }
}
