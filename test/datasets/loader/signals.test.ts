import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { childrenOf, lives, until } from "../../io/processes.ts";
import { fixture } from "../../support/paths.ts";

// Programs as a terminal runs them: signals go to the whole group.
const skip = process.platform !== "linux";
const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

const imports = `
  import { DataLoader, ImageFolder } from ${url("../../../src/datasets/index.js")};
  import { Compose, Resize, ToTensor } from ${url("../../../src/transforms/index.js")};
  const transform = new Compose([new Resize([8, 8]), new ToTensor()]);
  const open = () => ImageFolder.open(${JSON.stringify(fixture("folder"))}, { transform });
  const options = { batchSize: 2, numWorkers: 1, isolation: "process" };
  const say = (text) => process.send(text);
  const wait = () => new Promise((done) => setTimeout(done, 60_000));`;

const phases = {
  listing: "say('now'); while (true) await open();",
  "starting workers": `
    const iterator = new DataLoader(await open(), options)[Symbol.asyncIterator]();
    const first = iterator.next();
    say('now');
    await first;
    await wait();`,
  "in mid-epoch": `
    const data = await open();
    let n = 0;
    while (true) for await (const _ of new DataLoader(data, options)) if (n++ === 5) say('now');`,
  "between epochs": `
    const loader = new DataLoader(await open(), options);
    for await (const _ of loader);
    say('now');
    await wait();`,
  closing: `
    const data = await open();
    say('now');
    while (true) {
      const loader = new DataLoader(data, options);
      for await (const _ of loader) break;
      await loader.close();
    }`,
};

function start(program: string): ChildProcess {
  return spawn(process.execPath, ["--input-type=module", "-e", imports + program], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    detached: true, // a group of its own
  });
}

// Nothing of the group is left, whatever it started.
const isEmpty = (group: number) => until(() => !lives(-group), 5000);

async function ends(phase: keyof typeof phases, signal: NodeJS.Signals, toGroup: boolean) {
  const child = start(phases[phase]);
  const closed = once(child, "exit");
  await once(child, "message");
  const group = child.pid!;
  try {
    const decoders = await childrenOf(group);
    if (/epoch/.test(phase)) assert.ok(decoders.length > 0, "it has processes that decode");
    process.kill(toGroup ? -group : group, signal);
    const [code, by] = await closed;
    assert.ok(await isEmpty(group), `processes stay after ${signal}`);
    return code ?? by;
  } finally {
    if (lives(-group)) process.kill(-group, "SIGKILL");
  }
}

describe("DataLoader: signals", { skip, concurrency: 2 }, () => {
  for (const phase of Object.keys(phases) as (keyof typeof phases)[]) {
    it(`SIGINT ends a program ${phase}, as a terminal sends it`, async () => {
      assert.equal(await ends(phase, "SIGINT", true), "SIGINT");
    });
    it(`a program killed ${phase} leaves no process`, async () => {
      assert.equal(await ends(phase, "SIGKILL", false), "SIGKILL");
    });
  }

  for (const signal of ["SIGINT", "SIGTERM"] as const)
    it(`a program that finishes what is under way at ${signal} gets its batches`, async () => {
      const child = start(`
        let stops = 0;
        process.on(${JSON.stringify(signal)}, () => { stops++; });
        const loader = new DataLoader(await open(), options);
        let [batches, after] = [0, 0];
        for await (const _ of loader) {
          if (batches++ === 4) { say('now'); while (stops === 0) await new Promise(setImmediate); }
          if (stops > 0 && after++ === 8) break;
        }
        process.exitCode = 130;
        say({ batches, after, deaths: loader.deaths.length, state: loader.stateDict().batch });
        process.disconnect();`);
      const closed = once(child, "exit");
      await once(child, "message");
      process.kill(-child.pid!, signal);
      const [got] = await once(child, "message");
      assert.deepEqual(got, { batches: 13, after: 9, deaths: 0, state: 13 });
      assert.deepEqual(await closed, [130, null]);
      assert.ok(await isEmpty(child.pid!));
    });
});
