import assert from "node:assert/strict";
import { test } from "node:test";
import { Peer } from "../../../bench/support/peer.ts";
import { openPeer } from "../../../bench/support/peers.ts";
import { openRequest } from "../../../bench/support/protocol.ts";
import { workload } from "../../../bench/support/workload.ts";

const request = openRequest(workload("mlp", { batchSize: 1, batches: 1 }), 1);

// A peer whose steps take as many seconds as the request asks for steps.
const able = script(`
  require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
    const { op, steps, threads } = JSON.parse(line);
    const reply = op === "open" ? { about: "threads " + threads } : { seconds: [steps], losses: [] };
    console.log(JSON.stringify(reply));
  });`);
const missing = script('console.log(JSON.stringify({ missing: "no such package" }))');
const broken = script('console.error("cannot start"); process.exit(3)');

function script(code: string) {
  return { name: "peer", command: process.execPath, args: ["-e", code] };
}

test("a peer answers one request after the other until it is closed", async () => {
  const peer = new Peer(able);
  assert.deepEqual(await peer.open(request), { about: "threads 1" });
  assert.deepEqual((await peer.run(3)).seconds, [3]);
  assert.deepEqual((await peer.run(5)).seconds, [5]);
  await peer.close();
  await assert.rejects(peer.run(1), /peer ended without an answer to "run"/);
});

test("a process that ends without an answer rejects with its own last words", async () => {
  const peer = new Peer(broken);
  await assert.rejects(peer.open(request), /without an answer to "open": cannot start/);
  await peer.close();
});

test("the first way that works is taken", async () => {
  const nowhere = { name: "peer", command: "no-such-program", args: [] };
  const opened = await openPeer([nowhere, missing, broken, able], request);
  assert.ok(typeof opened !== "string");
  assert.equal(opened.about, "threads 1");
  await opened.peer.close();
});

test("where no way works, each says why", async () => {
  const nowhere = { name: "peer", command: "no-such-program", args: [] };
  const reason = await openPeer([nowhere, missing, broken], request);
  assert.equal(typeof reason, "string");
  assert.match(String(reason), /ENOENT.*; no such package; .*cannot start/);
});
