import { compiled, source } from "./paths.ts";
import { Peer, type PeerCommand } from "./peer.ts";
import type { OpenRequest } from "./protocol.ts";

/** Several ways to start one peer; the first that works on this machine is taken. */
export type PeerWays = readonly PeerCommand[];

/** A peer that is ready to train. */
export interface OpenPeer {
  readonly peer: Peer;
  readonly about: string;
}

/** The product first, then those it is compared with. */
export function peerWays(python?: string): PeerWays[] {
  const node = process.execPath;
  // A distribution's own Python has its packages; the first one on the path may be another.
  const pythons = python === undefined ? ["/usr/bin/python3", "python3"] : [python];
  return [
    [{ name: "tsvision", command: node, args: [compiled("peers", "tsvision-step.js")] }],
    pythons.map((command) => ({
      name: "PyTorch",
      command,
      args: [source("peers", "torch_step.py")],
    })),
    [{ name: "TensorFlow.js", command: node, args: [source("peers", "tfjs-step.mjs")] }],
  ];
}

/** Starts a peer and hands it the workload; gives the reasons where no way works. */
export async function openPeer(ways: PeerWays, request: OpenRequest): Promise<OpenPeer | string> {
  const reasons: string[] = [];
  for (const way of ways) {
    const peer = new Peer(way);
    try {
      const { about, missing } = await peer.open(request);
      if (missing === undefined) return { peer, about: about ?? way.name };
      reasons.push(missing);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
    await peer.close();
  }
  return reasons.join("; ");
}
