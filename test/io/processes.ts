import { readdir, readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** The processes that a process started and that are still there (zombies too); Linux only. */
export async function childrenOf(parent: number): Promise<number[]> {
  const children: number[] = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    // "pid (name) state parent ...", where the name may hold anything.
    const [, of] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(of) === parent) children.push(Number(name));
  }
  return children;
}

/** True where a process is there. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until a condition holds, at most some milliseconds. */
export async function until(holds: () => boolean | Promise<boolean>, most: number) {
  for (let waited = 0; waited < most; waited += 20) {
    if (await holds()) return true;
    await setTimeout(20);
  }
  return holds();
}
