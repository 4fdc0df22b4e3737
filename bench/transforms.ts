/**
 * How long does each transform take, beside torchvision on PIL images and on tensors, and sharp?
 *
 *   node build/bench/transforms.js [--only resize] [--rounds 9] [--ms 20] [--photo large] [--cpu] [--python path] [--json]
 */
import { parseArgs } from "node:util";
import { readImage } from "../src/io/index.ts";
import { functional } from "../src/transforms/index.ts";
import { describeMachine, machine } from "./support/machine.ts";
import { count } from "./support/options.ts";
import { compiled, root, source } from "./support/paths.ts";
import { Peer } from "./support/peer.ts";
import { addResult } from "./support/results.ts";
import { formatTable } from "./support/summary.ts";
import { formatTransformRow, head, type Measured, measure } from "./support/transform-measure.ts";
import type { PackedPhoto, TransformReply } from "./support/transform-protocol.ts";
import { rows } from "./support/transform-rows.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "9" },
    ms: { type: "string", default: "20" },
    photo: { type: "string", default: "" },
    python: { type: "string", default: "/usr/bin/python3" },
    cpu: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const turns = {
  rounds: count("rounds", values.rounds),
  ms: count("ms", values.ms),
  cpu: values.cpu,
};
const sizes = { small: [375, 500], large: [1500, 2000] } as const;

const torch = [source("peers", "torch_transforms.py")];
const commands = [
  ["tsvision", process.execPath, [compiled("peers", "tsvision-transforms.js")]],
  ["PIL", values.python, [...torch, "pil"]],
  ["tensor", values.python, [...torch, "tensor"]],
  ["sharp", process.execPath, [compiled("peers", "sharp-transforms.js")]],
] as const;

console.log(describeMachine(machine()));
const photos = await packedPhotos();
const peers = await openPeers();
const measured: Measured[] = [];
try {
  for (const photo of Object.keys(photos)) {
    const lines: string[][] = [];
    for (const row of rows.filter(({ name }) => matches(name))) {
      const one = await measure(peers, row, photo, turns);
      measured.push(one);
      lines.push(formatTransformRow(one));
    }
    const { height, width } = photos[photo]!;
    const names = peers.map(({ name }) => name);
    console.log(`\n${formatTable([head(`${width} x ${height}`, names), ...lines])}`);
  }
  const missed = measured.filter(({ verdict }) => verdict === "missed");
  console.log(`\n${measured.length - missed.length} of ${measured.length} within the goal`);
  if (values.json)
    console.log(`added to ${addResult("transforms", { machine: machine(), measured })}`);
} finally {
  await Promise.all(peers.map((peer) => peer.close()));
}

function matches(name: string): boolean {
  return name.toLowerCase().includes(values.only.toLowerCase());
}

// One photo of the fixtures in two sizes.
async function packedPhotos(): Promise<Record<string, PackedPhoto>> {
  const original = await readImage(`${root}/fixtures/photos/coffee.png`);
  const wanted = Object.entries(sizes).filter(
    ([name]) => values.photo === "" || name === values.photo,
  );
  return Object.fromEntries(
    wanted.map(([name, size]) => {
      const { height, width, data } = functional.resize(original, size);
      return [name, { height, width, data: Buffer.from(data.buffer).toString("base64") }];
    }),
  );
}

async function openPeers(): Promise<Peer[]> {
  const open: Peer[] = [];
  for (const [name, command, args] of commands) {
    const peer = new Peer({ name, command, args });
    try {
      const { about, missing } = await peer.ask<TransformReply>({ op: "open", photos } as never);
      console.log(
        missing === undefined ? `peer: ${name}: ${about}` : `skipped: ${name} (${missing})`,
      );
      if (missing === undefined) open.push(peer);
      else await peer.close();
    } catch (error) {
      console.log(`skipped: ${name} (${error instanceof Error ? error.message : error})`);
    }
  }
  return open;
}
