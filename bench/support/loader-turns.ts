import type { LoaderReply } from "./loader-protocol.ts";
import { Peer, type PeerCommand } from "./peer.ts";
import { type Quartiles, quartiles } from "./statistics.ts";
import { formatTable } from "./summary.ts";

/** One epoch of a loader. */
export interface Turn {
  /** Images a second. */
  readonly rate: number;
  /** Milliseconds of all cores an image: what remains where the machine is busy with other things. */
  readonly cpu: number;
}

/** A loader to be measured: how its process is started, and what it is asked to open. */
export interface Runner<Request> {
  readonly start: PeerCommand;
  readonly open: Request;
}

const warmUp = 3; // epochs: compilers need a while

/** What each loader did, [runner][round]: all take turns, after some epochs to warm up. */
export async function takeTurns<Request extends { readonly op: string }>(
  runners: readonly Runner<Request>[],
  rounds: number,
): Promise<Turn[][]> {
  const peers = runners.map(({ start }) => new Peer(start));
  try {
    for (const [i, peer] of peers.entries()) {
      const { about, missing } = await peer.ask<LoaderReply>(runners[i]!.open);
      if (missing !== undefined) throw new Error(missing);
      console.log(`  ${peer.name}: ${about}`);
    }
    const turns: Turn[][] = peers.map(() => []);
    for (let round = -warmUp; round < rounds; round++)
      for (const [i, peer] of peers.entries()) {
        const reply = await peer.ask<LoaderReply>({ op: "epoch" });
        if (round >= 0) turns[i]!.push(turnOf(reply));
      }
    return turns;
  } finally {
    await Promise.all(peers.map((peer) => peer.close()));
  }
}

function turnOf({ seconds, images, cpu }: LoaderReply): Turn {
  return { rate: images! / seconds!, cpu: (1000 * cpu!) / images! };
}

/** A loader in the table: ours, or what it is compared with. */
export interface TurnsRow {
  readonly name: string;
  readonly isPeer: boolean;
  readonly turns: readonly Turn[];
}

/** The rows as a table: each of ours beside the fastest peer of the same round. */
export function turnsTable(peer: string, rows: readonly TurnsRow[]): string {
  const span = ({ low, high }: Quartiles) => `${low.toFixed(2)}..${high.toFixed(2)}`;
  const peers = rows.filter(({ isPeer }) => isPeer).map(({ turns }) => turns);
  const best = peers[0]!.map((_, round) =>
    peers
      .map((turns) => turns[round]!)
      .reduce((one, other) => (one.rate > other.rate ? one : other)),
  );
  const lines = rows.map(({ name, isPeer, turns }) => {
    const rate = quartiles(turns.map((turn) => turn.rate));
    const cpu = quartiles(turns.map((turn) => turn.cpu));
    const faster = quartiles(turns.map((turn, round) => turn.rate / best[round]!.rate));
    const cheaper = quartiles(turns.map((turn, round) => best[round]!.cpu / turn.cpu));
    const ratios = [faster, cheaper].flatMap((one) => [one.median.toFixed(2), span(one)]);
    const cells = [name, rate.median.toFixed(0), cpu.median.toFixed(3)];
    return [...cells, ...(isPeer ? ["", "", "", ""] : ratios)];
  });
  const head = ["", "images a second", "CPU ms an image", `it / ${peer}`, "quartiles"];
  return formatTable([[...head, `${peer}'s CPU / its`, "quartiles"], ...lines]);
}
