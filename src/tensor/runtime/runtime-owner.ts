import { GraphBuilder } from "../onnx/builder.ts";
import { openEngineThread } from "./engine-thread.ts";
import { openOnnxRuntime } from "./onnxruntime.ts";
import type { Device, Runtime, RuntimeOptions } from "./runtime.ts";

/** How and where the engine computes. */
export interface EngineSettings extends RuntimeOptions {
  /** Compute in a thread of its own, so that the event loop stays free. */
  readonly thread: boolean;
}

/** Holds one runtime, opened at its first use, and closes it when nobody uses it any more. */
export class RuntimeOwner {
  readonly #settings: EngineSettings;
  #runtime: Promise<Runtime> | undefined;
  #channelBlock: number | undefined;
  #uses = 0;
  #idle: (() => void) | undefined;

  constructor(settings: EngineSettings) {
    this.#settings = settings;
  }

  /** The runtime; for what happens inside `use`. */
  open(): Promise<Runtime> {
    if (this.#runtime === undefined) {
      const { thread, ...options } = this.#settings;
      this.#runtime = thread ? openEngineThread(options) : openOnnxRuntime(options);
      // A failure is reported by the call that waits for the runtime.
      this.#runtime.catch(() => {});
    }
    return this.#runtime;
  }

  /** Channels that the fastest convolutions take together; undefined until `findChannelBlock` was waited for. */
  get channelBlock(): number | undefined {
    return this.#channelBlock;
  }

  /** Asks the runtime for `channelBlock`; for what happens inside `use`. */
  async findChannelBlock(): Promise<void> {
    const runtime = await this.open();
    this.#channelBlock = await runtime.channelBlock();
  }

  /** Lets `work` use the runtime; `work` is called at once. */
  async use<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#uses++;
    try {
      return await work();
    } finally {
      this.#uses--;
      if (this.#uses === 0) this.#idle?.();
    }
  }

  /** Waits for what is under way, and frees what `last` frees and then the runtime. */
  async close(last = async (): Promise<void> => {}): Promise<void> {
    if (this.#uses > 0) {
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    }
    await last();
    const runtime = await this.#runtime?.catch(() => undefined);
    await runtime?.close();
  }
}

/** Why a device does not work here, found out by a small computation; undefined where it does. */
export async function problemWith(device: Device): Promise<string | undefined> {
  const graph = new GraphBuilder();
  const x = graph.input("x", "float32", [1]);
  const outputs = [graph.output(graph.add("Neg", [x]), "float32", [1])];
  const type = { dtype: "float32", shape: [1] } as const;
  try {
    const runtime = await openOnnxRuntime({ threads: 1, device });
    const program = await runtime.compile({ model: graph.finish(), inputs: [x], outputs });
    await program.run([{ data: Float32Array.of(1) }], [type]);
    await program.close();
    return undefined;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}
