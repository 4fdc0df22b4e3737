import { checkChoice } from "../util/check.ts";
import { expected, VisionError } from "../util/errors.ts";
import type { Recording } from "./collect.ts";
import { Engine, type EngineStats } from "./engine.ts";
import type { Node } from "./node.ts";
import { type Device, deviceNames } from "./runtime/runtime.ts";
import { type EngineSettings, problemWith, RuntimeOwner } from "./runtime/runtime-owner.ts";

// The default device: made at the first computation, the second piece of state that outlives a call.
let settings: EngineSettings = { threads: 0, device: "cpu", thread: false };
let engine: Engine | undefined;

function currentEngine(): Engine {
  engine ??= new Engine(new RuntimeOwner(settings));
  return engine;
}

/** Computes the values of recorded nodes in one native run. */
export async function realizeNodes(nodes: readonly Node[]): Promise<void> {
  if (nodes.every((node) => node.value !== undefined || node.op === undefined)) return;
  await currentEngine().realize(nodes);
}

/** What computing `nodes` would take; to be used before anything else is computed. Loads no engine. */
export function recordNodes(nodes: readonly Node[]): Recording {
  return currentEngine().record(nodes);
}

/** A runtime of its own, on the device that is chosen now; whoever asks closes it. */
export function newRuntime(): RuntimeOwner {
  return new RuntimeOwner(settings);
}

/** Counts of native compiles and runs: `{ compiles, runs }`. */
export function engineStats(): EngineStats {
  return engine?.stats ?? { compiles: 0, runs: 0 };
}

/** Loads the engine if needed and returns its name and version. Throws (code ENGINE) where it is not installed. */
export function engineName(): Promise<string> {
  return currentEngine().name;
}

/**
 * Sets how many threads one operation may use, 0 for one a core; compiled programs are forgotten.
 * PyTorch's `torch.set_num_threads`.
 */
export function setNumThreads(count: number): void {
  if (!Number.isInteger(count) || count < 0) {
    throw expected("setNumThreads", "a whole number >= 0", count, "pass 0 for one thread a core");
  }
  void configure({ ...settings, threads: count });
}

/**
 * Chooses where tensors are computed from here on: "cpu", "webgpu" or "cuda", and with `thread: true` in a thread of
 * its own, so that a server's event loop stays free. Tensors that exist stay as they are.
 * Throws (code ENGINE) for a device that does not work here, and says which do; nothing changes then.
 * @example await setDevice("cpu", { thread: true });
 */
export async function setDevice(
  device: Device,
  { thread = false }: { readonly thread?: boolean } = {},
): Promise<void> {
  checkChoice("setDevice", "device", device, deviceNames);
  const problem = await problemWith(device);
  if (problem !== undefined) {
    const others = deviceNames.filter((name) => name !== device);
    const problems = await Promise.all(others.map(problemWith));
    const available = others.filter((_, i) => problems[i] === undefined);
    throw new VisionError({
      code: "ENGINE",
      who: "setDevice",
      expected: `a device that works here (${available.join(", ") || "none does"})`,
      got: `${device}: ${problem}`,
      hint: "choose one of these, or install what the device needs (drivers, ONNX Runtime's CUDA package)",
    });
  }
  await configure({ ...settings, device, thread });
}

/** The device that tensors are computed on. */
export function currentDevice(): Device {
  return settings.device;
}

/**
 * Waits for what is under way and frees compiled programs and the engine's thread, if it has one; the next
 * computation opens a new one.
 */
export async function closeEngine(): Promise<void> {
  await engine?.restart(new RuntimeOwner(settings));
}

async function configure(next: EngineSettings): Promise<void> {
  settings = next;
  await engine?.restart(new RuntimeOwner(next));
}
