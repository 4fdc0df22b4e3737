import { parentPort, workerData } from "node:worker_threads";
import { type ErrorFacts, VisionError } from "../../util/errors.ts";
import type { TensorData } from "../dtype.ts";
import type { Lowered } from "../lower.ts";
import type { Value } from "../node.ts";
import type { TensorType } from "../op.ts";
import { BusyFlag } from "./busy-flag.ts";
import { openOnnxRuntime } from "./onnxruntime.ts";
import type { LoadedModel, NamedTensor, Program, Runtime, RuntimeOptions } from "./runtime.ts";

/** Numbers on their way between the threads: whole the first time, by their handle from then on. */
export interface SentValue {
  readonly handle: number;
  readonly data?: TensorData;
}

/** What goes in, with its type. */
export interface SentInput extends SentValue {
  readonly type: TensorType;
}

/** What the engine's owner asks of its thread. */
export type Question =
  | { readonly kind: "open" }
  | { readonly kind: "block" }
  | ({ readonly kind: "compile" } & Lowered)
  | {
      readonly kind: "run";
      readonly program: number;
      readonly values: readonly SentInput[];
      readonly shapes: readonly TensorType[] | undefined;
    }
  | { readonly kind: "load"; readonly bytes: Uint8Array }
  | { readonly kind: "call"; readonly program: number; readonly inputs: readonly NamedTensor[] }
  | { readonly kind: "release"; readonly program: number }
  | { readonly kind: "close" };

/** What the thread answers. */
export interface Answer {
  readonly id: number;
  readonly name?: string;
  /** Channels that convolutions take together. */
  readonly block?: number;
  readonly results?: readonly SentValue[];
  /** What a model from a file computed. */
  readonly tensors?: readonly NamedTensor[];
  readonly error?: ErrorFacts;
}

/** What the thread starts with. */
export interface EngineWorkerData {
  readonly options: RuntimeOptions;
  /** The memory of its `BusyFlag`. */
  readonly shared: SharedArrayBuffer;
}

type Message = ({ readonly id: number } & Question) | { readonly forget: number };

/** The thread's side: sessions and the numbers that went in or came out. */
class EngineHost {
  readonly #runtime: Promise<Runtime>;
  readonly #programs = new Map<number, Program>();
  readonly #models = new Map<number, LoadedModel>();
  readonly #values = new Map<number, Value>();
  #results = 0;

  constructor(options: RuntimeOptions) {
    this.#runtime = openOnnxRuntime(options);
    this.#runtime.catch(() => {}); // told to whoever asks
  }

  forget(handle: number): void {
    this.#values.delete(handle);
  }

  async answer(id: number, question: Exclude<Question, { kind: "close" }>): Promise<Answer> {
    const runtime = await this.#runtime;
    switch (question.kind) {
      case "open":
        return { id, name: runtime.name };
      case "block":
        return { id, block: await runtime.channelBlock() };
      case "compile":
        this.#programs.set(id, await runtime.compile(question));
        return { id };
      case "load":
        this.#models.set(id, await runtime.load!(question.bytes));
        return { id };
      case "call":
        return { id, tensors: await this.#models.get(question.program)!.run(question.inputs) };
      case "release":
        for (const held of [this.#programs, this.#models]) {
          await held.get(question.program)?.close();
          held.delete(question.program);
        }
        return { id };
      case "run":
        return { id, results: await this.#run(question) };
      default:
        return question satisfies never;
    }
  }

  async close(): Promise<void> {
    for (const held of [this.#programs, this.#models])
      for (const { close } of held.values()) await close();
  }

  async #run({ program, values, shapes }: Extract<Question, { kind: "run" }>) {
    for (const { handle, data } of values) {
      if (data !== undefined) this.#values.set(handle, { data });
    }
    const inputs = values.map(({ handle }) => this.#values.get(handle)!);
    const types = values.map(({ type }) => type);
    const results = await this.#programs.get(program)!.run(inputs, types, shapes);
    // Own numbers count down, so that they never meet the owner's.
    return results.map((value) => {
      this.#values.set(--this.#results, value);
      return { handle: this.#results, data: value.data };
    });
  }
}

function factsOf(cause: unknown): ErrorFacts {
  if (cause instanceof VisionError) {
    const { code, who, expected, got, hint } = cause;
    return { code, who, expected, got: String(got), hint };
  }
  const got = cause instanceof Error ? cause.message : String(cause);
  const hint = "this is likely a defect of tsvision";
  return { code: "ENGINE", who: "tensor engine", expected: "a run without error", got, hint };
}

// Messages are answered one after the other, so `close` comes after what was under way.
function serve({ options, shared }: EngineWorkerData): void {
  const port = parentPort!;
  const busy = new BusyFlag(shared);
  const host = new EngineHost(options);
  let last = Promise.resolve();
  const handle = async (message: Message) => {
    if ("forget" in message) host.forget(message.forget);
    else if (message.kind === "close") {
      await host.close();
      port.close();
    } else {
      const failed = (cause: unknown): Answer => ({ id: message.id, error: factsOf(cause) });
      const answer = () => host.answer(message.id, message).catch(failed);
      port.postMessage(await busy.during(answer));
    }
  };
  port.on("message", (message: Message) => {
    last = last.then(() => handle(message));
  });
}

serve(workerData as EngineWorkerData);
