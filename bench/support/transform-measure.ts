import type { Peer } from "./peer.ts";
import { median, type Quartiles, quartiles } from "./statistics.ts";
import type { TransformReply, TransformRequest } from "./transform-protocol.ts";
import type { TransformRow } from "./transform-rows.ts";

/** What a row needs of a peer. */
export type Asked = Pick<Peer, "name" | "ask">;

/** How often, and for about how long, each peer gets its turn. */
export interface TransformTurns {
  readonly rounds: number;
  /** Milliseconds of one turn; a slow operation is called once. */
  readonly ms: number;
  /** Compare processor time instead of the clock's: steadier where others use the machine. */
  readonly cpu: boolean;
}

/** What one row gave on one photo; `undefined` for a peer that has no such operation. */
export interface Measured {
  readonly name: string;
  readonly photo: string;
  /** Milliseconds a call of each peer: the median over the rounds. */
  readonly ms: readonly (number | undefined)[];
  /** The first peer's time by each other peer's, round by round. */
  readonly ratios: readonly (Quartiles | undefined)[];
  readonly goal: number;
  readonly verdict: "met" | "missed" | "alone";
}

/** Lets all peers that can do a row take turns at it. */
export async function measure(
  peers: readonly Asked[],
  row: TransformRow,
  photo: string,
  { rounds, ms, cpu }: TransformTurns,
): Promise<Measured> {
  const { name, python, floats = false, goal = 1 } = row;
  const calls = new Map<Asked, number>();
  for (const peer of peers) {
    const { missing } = await send(peer, { op: "prepare", name, python, photo, floats });
    if (missing !== undefined) continue;
    // The engine compiles what it has seen often; let it, then look how fast that is.
    for (let i = 0; i < 2; i++) await time(peer, 8 * (await callsFor(peer, ms)), 0, cpu);
    calls.set(peer, await callsFor(peer, ms));
  }
  const times = new Map<Asked, number[]>([...calls.keys()].map((peer) => [peer, []]));
  for (let round = 0; round < rounds; round++)
    for (const [peer, count] of calls)
      times.get(peer)!.push((1000 * (await time(peer, count, round, cpu))) / count);
  const own = times.get(peers[0]!);
  const ratios = peers.slice(1).map((peer) => {
    const other = times.get(peer);
    return own && other && quartiles(own.map((value, round) => value / other[round]!));
  });
  // Pillow takes pictures as they are here; crops of tensors are views that copy nothing.
  const judge = peers.findIndex((peer) => peer.name === (floats ? "tensor" : "PIL")) - 1;
  const worst = ratios[judge]?.median ?? 0;
  const verdict = own === undefined || worst === 0 ? "alone" : worst <= goal ? "met" : "missed";
  const medians = peers.map((peer) => (times.has(peer) ? median(times.get(peer)!) : undefined));
  return { name, photo, ms: medians, ratios, goal, verdict };
}

// Calls that fill a turn, found by calling for twice as long until the time is worth reading.
async function callsFor(peer: Asked, ms: number): Promise<number> {
  for (let calls = 1; ; calls *= 2) {
    const took = 1000 * (await time(peer, calls, 0, false));
    if (took >= ms / 4) return Math.max(1, Math.round((calls * ms) / took));
  }
}

async function time(peer: Asked, calls: number, seed: number, byCpu: boolean): Promise<number> {
  const { seconds, cpu } = await send(peer, { op: "time", calls, seed });
  return (byCpu ? cpu : seconds)!;
}

function send(peer: Asked, request: TransformRequest): Promise<TransformReply> {
  return peer.ask<TransformReply>(request);
}

/** The table's first line. */
export function head(photo: string, [first, ...others]: readonly string[]): string[] {
  return [photo, `${first} ms`, ...others.flatMap((name) => [`${name} ms`, "ratio"]), "goal", ""];
}

/** A row's line in the table. */
export function formatTransformRow({ name, ms, ratios, goal, verdict }: Measured): string[] {
  const number = (value: number | undefined) => value?.toFixed(3) ?? "-";
  const others = ratios.flatMap((ratio, i) => [number(ms[i + 1]), ratio?.median.toFixed(2) ?? "-"]);
  return [name, number(ms[0]), ...others, goal.toFixed(1), verdict];
}
