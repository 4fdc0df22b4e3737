import { Worker } from "node:worker_threads";
import { VisionError } from "../../util/errors.ts";
import type { Lowered } from "../lower.ts";
import type { Value } from "../node.ts";
import type { TensorType } from "../op.ts";
import { BusyFlag } from "./busy-flag.ts";
import type { Answer, EngineWorkerData, Question, SentInput } from "./engine-worker.ts";
import type { LoadedModel, Program, Runtime, RuntimeOptions } from "./runtime.ts";

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * Opens a thread that owns the sessions, so that the event loop stays free while it computes. It is stopped by a
 * message after the run in hand, never by `terminate()`, which inside a native run aborts the whole process.
 */
export async function openEngineThread(options: RuntimeOptions): Promise<Runtime> {
  const thread = new EngineThread(options);
  const { name } = await thread.ask({ kind: "open" });
  return {
    name: `${name} in a thread`,
    compile: (lowered) => thread.compile(lowered),
    channelBlock: async () => (await thread.ask({ kind: "block" })).block!,
    load: (bytes) => thread.load(bytes),
    close: () => thread.close(),
  };
}

class EngineThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exit: Promise<void>;
  // Numbers live in both threads; when the last use here is gone, the thread may forget its copy.
  readonly #forget = new FinalizationRegistry<number>((handle) => this.#send({ forget: handle }));
  readonly #handles = new WeakMap<Value, number>();
  #count = 0;
  #closed = false;

  constructor(options: RuntimeOptions) {
    // The sources also run as they are, under type stripping.
    const stripped = import.meta.url.endsWith(".ts");
    const entry = new URL(`./engine-worker.${stripped ? "ts" : "js"}`, import.meta.url);
    const execArgv = stripped ? process.execArgv : []; // not a caller's --eval
    const shared = BusyFlag.share();
    const workerData: EngineWorkerData = { options, shared };
    this.#worker = new Worker(entry, { workerData, execArgv });
    const busy = new BusyFlag(shared);
    const stop = () => busy.stop();
    process.once("exit", stop);
    this.#worker.once("exit", () => process.off("exit", stop));
    this.#exit = new Promise((resolve) => this.#worker.once("exit", () => resolve()));
    this.#worker.on("message", (answer: Answer) => this.#settle(answer));
    this.#worker.on("error", (cause) => this.#failAll(cause));
    this.#worker.on("exit", () => this.#failAll(new Error("the engine's thread has ended")));
    this.#worker.unref();
  }

  async compile({ model, inputs, outputs }: Lowered): Promise<Program> {
    const { id: program } = await this.ask({ kind: "compile", model, inputs, outputs });
    return {
      run: (values, types, shapes) => this.#run(program, values, types, shapes),
      close: async () => void (await this.ask({ kind: "release", program })),
    };
  }

  async load(bytes: Uint8Array): Promise<LoadedModel> {
    const { id: program } = await this.ask({ kind: "load", bytes });
    return {
      run: async (inputs) => (await this.ask({ kind: "call", program, inputs })).tensors!.slice(),
      close: async () => void (await this.ask({ kind: "release", program })),
    };
  }

  /** Ends the thread after what it has in hand, and waits for its end. */
  async close(): Promise<void> {
    if (!this.#closed) {
      this.#send({ id: ++this.#count, kind: "close" });
      this.#closed = true;
    }
    this.#worker.ref();
    await this.#exit;
  }

  ask(question: Question): Promise<Answer> {
    if (this.#closed) return Promise.reject(failure(new Error("the engine's thread was closed")));
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.ref(); // the process waits for what is under way
      this.#worker.postMessage({ id, ...question });
    });
  }

  async #run(
    program: number,
    values: readonly Value[],
    types: readonly TensorType[],
    shapes?: readonly TensorType[],
  ): Promise<Value[]> {
    const sent = values.map((value, i) => this.#sent(value, types[i]!));
    const outputs = shapes?.map(({ dtype, shape }) => ({ dtype, shape }));
    const { results } = await this.ask({ kind: "run", program, values: sent, shapes: outputs });
    return results!.map(({ data, handle }) => this.#known({ data: data! }, handle));
  }

  // Numbers go over once; later runs name them.
  #sent(value: Value, { dtype, shape }: TensorType): SentInput {
    const handle = this.#handles.get(value);
    const type = { dtype, shape };
    if (handle !== undefined) return { handle, type };
    this.#known(value, ++this.#count);
    return { handle: this.#count, data: value.data, type };
  }

  #known(value: Value, handle: number): Value {
    this.#handles.set(value, handle);
    this.#forget.register(value, handle);
    return value;
  }

  #send(message: object): void {
    if (!this.#closed) this.#worker.postMessage(message);
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0 && !this.#closed) this.#worker.unref();
    if (answer.error === undefined) waiting?.resolve(answer);
    else waiting?.reject(new VisionError(answer.error));
  }

  #failAll(cause: unknown): void {
    this.#closed = true;
    for (const { reject } of this.#waiting.values()) reject(failure(cause));
    this.#waiting.clear();
  }
}

function failure(cause: unknown): VisionError {
  return new VisionError({
    code: "ENGINE",
    who: "tensor engine",
    expected: "an engine thread that runs",
    got: cause instanceof Error ? cause.message : String(cause),
    hint: "call setDevice(device, { thread: true }) to open a new one",
    cause,
  });
}
