import { compareLosses, type Losses } from "./agreement.ts";
import { interleave } from "./interleave.ts";
import { describeMachine, machine } from "./machine.ts";
import { type Options, parseOptions } from "./options.ts";
import type { Peer } from "./peer.ts";
import { type OpenPeer, openPeer, peerWays } from "./peers.ts";
import { openRequest } from "./protocol.ts";
import { addResult } from "./results.ts";
import { formatRows, summarize } from "./summary.ts";
import { type NetName, type WorkloadOptions, workload } from "./workload.ts";

/** Steps after which all peers must have the same loss. */
const CHECKED_STEPS = 3;

/** One question about the time of a training step. */
export interface Comparison {
  readonly name: string;
  readonly net: NetName;
  /** What differs from a training step on batches of 64. */
  readonly work?: WorkloadOptions;
  /** What the project wants to see, in words. */
  readonly goal: string;
  readonly defaults: Pick<Options, "rounds" | "steps" | "warmUp">;
}

/** Asks all peers on this machine, and prints what they took. Timings never fail a run. */
export async function compare(question: Comparison, args: readonly string[]): Promise<void> {
  const options = parseOptions(args, question.defaults);
  const before = machine();
  console.log(`${question.name}: ${question.goal}`);
  console.log(describeMachine(before));
  const peers = await openAll(question, options);
  try {
    const runners = await check(peers);
    for (const runner of runners) await runner.run(options.warmUp);
    const { rounds, steps } = options;
    console.log(`${rounds} rounds of ${steps} steps each, after ${options.warmUp} to warm up`);
    const seconds = await interleave(runners, { rounds, steps });
    const rows = summarize(
      runners.map(({ name }) => name),
      seconds,
    );
    console.log(formatRows(rows));
    if (options.json) {
      const about = peers.map((peer) => peer.about);
      const facts = { machine: before, loadAfter: machine().load, about, options };
      console.log(`added to ${addResult(question.name, { ...facts, rows, seconds })}`);
    }
  } finally {
    await Promise.all(peers.map(({ peer }) => peer.close()));
  }
}

async function openAll(
  { net, work }: Comparison,
  { threads, python }: Options,
): Promise<OpenPeer[]> {
  const request = openRequest(workload(net, work), threads);
  const peers: OpenPeer[] = [];
  for (const ways of peerWays(python)) {
    const opened = await openPeer(ways, request);
    if (typeof opened !== "string") {
      peers.push(opened);
      console.log(`peer: ${opened.about}`);
    } else console.log(`skipped: ${ways[0]!.name} (${opened})`);
  }
  return peers;
}

// The loss of step number 4 is the one after three updates. A peer that breaks down is left out.
async function check(peers: readonly OpenPeer[]): Promise<Peer[]> {
  const able: Peer[] = [];
  const all: Losses[] = [];
  for (const { peer } of peers) {
    try {
      const { losses } = await peer.run(CHECKED_STEPS + 1);
      all.push({ name: peer.name, losses });
      able.push(peer);
    } catch (error) {
      console.log(`skipped: ${error instanceof Error ? error.message : error}`);
    }
  }
  for (const line of compareLosses(all)) console.log(`check: ${line}`);
  return able;
}
