import { createInterface } from "node:readline";
import type { OpenReply, OpenRequest, RunReply, RunRequest } from "./protocol.ts";

/** A trainer of one step: trains on batch number `i` and gives the loss. */
export type Step = (i: number) => Promise<number>;

/** What a peer makes of the opening request. */
export interface Opened {
  readonly about: string;
  readonly step: Step;
}

/** Answers the requests on standard input until it ends; the child's half of `Peer`. */
export async function serve(open: (request: OpenRequest) => Promise<Opened>): Promise<void> {
  let step: Step | undefined;
  let done = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as OpenRequest | RunRequest;
    if (request.op === "open") {
      const opened = await open(request);
      step = opened.step;
      answer({ about: opened.about });
    } else {
      answer(await timed(step!, done, request.steps));
      done += request.steps;
    }
  }
}

async function timed(step: Step, first: number, count: number): Promise<RunReply> {
  const seconds: number[] = [];
  const losses: number[] = [];
  for (let i = first; i < first + count; i++) {
    const start = performance.now();
    losses.push(await step(i));
    seconds.push((performance.now() - start) / 1000);
  }
  return { seconds, losses };
}

function answer(reply: OpenReply | RunReply): void {
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
