import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { DecoderPool } from "../../src/io/decoder-pool.ts";
import { decodeImage } from "../../src/io/index.ts";
import type { Image } from "../../src/sample/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { fixture } from "../support/paths.ts";
import { childrenOf, lives, until } from "./processes.ts";

const troubled = new URL("./troubled-decoder.js", import.meta.url);
const png = await readFile(fixture("photos/chelsea.png"));
const limits = { timeout: 20_000, memory: 2 ** 31 };
const ask = (file: string, more = {}) => ({ bytes: png, options: { file }, ...limits, ...more });

async function failure(image: Promise<Image>): Promise<VisionError> {
  const error = await image.then(
    () => new Error("it did not fail"),
    (reason) => reason,
  );
  if (error instanceof VisionError) return error;
  throw error;
}

describe("DecoderPool", () => {
  it("gives the same pixels as this process, for every option", async () => {
    const pool = new DecoderPool({ processes: 2 });
    for (const name of ["photos/chelsea.png", "photos/rocket.jpg"])
      for (const mode of ["rgb", "gray", "rgba", "unchanged"] as const) {
        const bytes = await readFile(fixture(name));
        assert.deepEqual(
          await pool.decode({ bytes, options: { mode }, ...limits }),
          await decodeImage(bytes, { mode }),
        );
      }
    await pool.close();
  });

  it("gives the same errors", async () => {
    const pool = new DecoderPool({ processes: 1 });
    for (const bytes of [new Uint8Array(0), png.subarray(0, 9000), Buffer.from("<svg/>")]) {
      const options = { file: "a.png", maxPixels: 1_000_000 };
      const [here, there] = await Promise.all([
        failure(decodeImage(bytes, options)),
        failure(pool.decode({ bytes, options, ...limits })),
      ]);
      assert.equal(there.message, here.message);
      assert.equal(there.code, here.code);
    }
    const small = await failure(pool.decode({ bytes: png, options: { maxPixels: 9 }, ...limits }));
    assert.equal(small.code, "TOO_LARGE");
    await pool.close();
  });

  for (const how of ["SIGSEGV", "SIGKILL", "SIGABRT", "exit", "babble", "lie", "null", "noError"])
    it(`loses one image where the decoder ends in the middle of it: ${how}`, async () => {
      const pool = new DecoderPool({ processes: 2, entry: troubled });
      const all = Array.from({ length: 9 }, (_, i) =>
        pool.decode(ask(i === 4 ? `bad.${how}.png` : `${i}.fine.png`)),
      );
      const error = await failure(all[4]!);
      assert.equal(error.code, "CRASHED");
      assert.match(
        error.message,
        /^decodeImage: bad\..*: expected an image that decoders survive, got the end of the decoder's process by (SIG|exit code 0|an answer that is none)/,
      );
      const want = await decodeImage(png);
      for (const i of [0, 1, 2, 3, 5, 6, 7, 8]) assert.deepEqual(await all[i], want);
      await pool.close();
      assert.deepEqual(await childrenOf(process.pid), []);
    });

  it("survives crash after crash", async () => {
    const pool = new DecoderPool({ processes: 2, entry: troubled });
    const want = await decodeImage(png);
    const one = async (i: number) => {
      const [bad, good] = [ask(`${i}.${i % 2 ? "SIGSEGV" : "SIGKILL"}.png`), ask(`${i}.fine.png`)];
      const [lost, kept] = await Promise.all([failure(pool.decode(bad)), pool.decode(good)]);
      assert.equal(lost.code, "CRASHED");
      assert.equal(lost.file, bad.options.file);
      assert.deepEqual(kept, want);
    };
    for (let i = 0; i < 20; i += 2) await Promise.all([one(i), one(i + 1)]);
    await pool.close();
    assert.deepEqual(await childrenOf(process.pid), []);
  });

  it("ends a decoder that takes too long, busy or waiting, and goes on", async () => {
    const pool = new DecoderPool({ processes: 1, entry: troubled });
    for (const how of ["loop", "never"]) {
      const error = await failure(pool.decode(ask(`a.${how}.png`, { timeout: 200 })));
      assert.equal(error.code, "TIMEOUT");
      assert.match(error.message, /a\..*: expected an image that is decoded within 200 ms/);
    }
    assert.equal((await pool.decode(ask("b.fine.png"))).width, 451);
    await pool.close();
  });

  it("ends a decoder that takes too much memory, and goes on", async () => {
    const pool = new DecoderPool({ processes: 1, entry: troubled });
    const error = await failure(pool.decode(ask("a.bloat.png", { memory: 400 << 20 })));
    assert.equal(error.code, "TOO_LARGE");
    assert.match(error.message, /expected a decoder that takes at most 419430400 bytes of memory/);
    assert.equal((await failure(pool.decode(ask("a.full.png")))).code, "TOO_LARGE");
    assert.equal((await pool.decode(ask("b.fine.png"))).width, 451);
    await pool.close();
  });

  it("says so where no process can start", async () => {
    const pool = new DecoderPool({ entry: new URL("./absent.js", import.meta.url) });
    const error = await failure(pool.decode(ask("a.png")));
    assert.equal(error.code, "WORKER");
    assert.match(error.message, /a process that decodes to start, got its end, 3 times/);
  });

  it("closes with images under way, and can be used again", async () => {
    const pool = new DecoderPool({ processes: 2, entry: troubled });
    const all = Array.from({ length: 6 }, (_, i) => failure(pool.decode(ask(`${i}.never.png`))));
    await until(async () => (await childrenOf(process.pid)).length === 2, 5000);
    await pool.close();
    for (const error of await Promise.all(all)) assert.equal(error.code, "ABORTED");
    assert.deepEqual(await childrenOf(process.pid), []);
    assert.equal((await pool.decode(ask("a.fine.png"))).width, 451);
    await pool.close();
  });

  it("ends processes that have nothing to do", async () => {
    const pool = new DecoderPool({ idle: 1500 });
    await Promise.all([pool.decode(ask("a.png")), pool.decode(ask("b.png"))]);
    assert.ok((await childrenOf(process.pid)).length > 0);
    assert.ok(await until(async () => (await childrenOf(process.pid)).length === 0, 15_000));
  });

  it("shows its processes no keys of the program", async () => {
    process.env["TSVISION_TEST_KEY"] = "secret";
    const pool = new DecoderPool({ processes: 1 });
    await pool.decode(ask("a.png"));
    const [child] = await childrenOf(process.pid);
    assert.doesNotMatch(await readFile(`/proc/${child}/environ`, "utf8"), /secret/);
    delete process.env["TSVISION_TEST_KEY"];
    await pool.close();
  });
});

describe("isolation", () => {
  const io = JSON.stringify(new URL("../../src/io/index.js", import.meta.url).href);
  const photo = JSON.stringify(fixture("photos/chelsea.png"));

  it("keeps no program alive, and leaves no process after it", async () => {
    const program = `
      import { readImage } from ${io};
      const one = () => readImage(${photo}, { isolation: "process" });
      const [image] = await Promise.all([one(), one()]);
      console.log(image.width);`;
    const args = ["--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
    assert.equal(stdout, "451\n");
  });

  it("ends its processes when the program is killed", async () => {
    const program = `
      import { readImage } from ${io};
      await readImage(${photo}, { isolation: "process" });
      console.log("ready");
      setInterval(() => {}, 1000);`;
    const args = ["--input-type=module", "--eval", program];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const decoders = await childrenOf(child.pid!);
    assert.equal(decoders.length, 1);
    child.kill("SIGKILL");
    assert.ok(await until(() => decoders.every((pid) => !lives(pid)), 5000));
  });

  it("ends its processes when the program is killed, also those that are stuck in native code", async () => {
    const program = `
      import { DecoderPool } from ${JSON.stringify(new URL("../../src/io/decoder-pool.js", import.meta.url).href)};
      import { readFile } from "node:fs/promises";
      const pool = new DecoderPool({ processes: 1, entry: new URL(${JSON.stringify(troubled.href)}) });
      const bytes = await readFile(${photo});
      const ask = (file) => pool.decode({ bytes, options: { file }, timeout: 1e9, memory: 1e9 });
      await ask("a.png");
      void ask("a.native.png");
      setTimeout(() => console.log("ready"), 100);`;
    const args = ["--input-type=module", "--eval", program];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const [decoder] = await childrenOf(child.pid!);
    child.kill("SIGKILL");
    const isGone = await until(() => !lives(decoder!), 5000);
    if (!isGone) process.kill(decoder!, "SIGKILL");
    assert.ok(isGone);
  });
});
