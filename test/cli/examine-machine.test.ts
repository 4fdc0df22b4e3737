import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import {
  cacheFinding,
  examineMachine,
  features,
  nodeVersion,
} from "../../src/cli/examine-machine.ts";

test("every finding has a value, and none of it is bad here", () => {
  for (const { check, status, found } of examineMachine({ TSVISION_CACHE: tmpdir() })) {
    assert.notEqual(found, "", check);
    assert.notEqual(status, "bad", `${check}: ${found}`);
  }
});

test("proxies are named without their values", () => {
  const findings = examineMachine({ HTTPS_PROXY: "http://user:secret@proxy.example" });
  const proxy = findings.find(({ check }) => check === "proxy variables");
  assert.equal(proxy?.found, "HTTPS_PROXY set");
});

test("instruction sets are read from Linux's text", () => {
  assert.equal(
    features("model name\t: x\nflags\t\t: fpu sse4_2 avx avx2 xsave\n"),
    ", sse4_2 avx avx2",
  );
  assert.equal(features("Features\t: fp asimd evtstrm\n"), ", asimd");
  assert.equal(features(""), "");
});

test("a Node that is too old is bad", () => {
  assert.equal(nodeVersion("20.19.0").status, "good");
  assert.equal(nodeVersion("26.0.1").status, "good");
  assert.equal(nodeVersion("20.18.3").status, "bad");
  assert.equal(nodeVersion("18.20.0").status, "bad");
  assert.match(nodeVersion("18.20.0").hint!, /20.19/);
});

test("a cache folder may be missing where it can be made", () => {
  const folder = mkdtempSync(join(tmpdir(), "cache-"));
  try {
    assert.deepEqual(cacheFinding(folder), {
      check: "cache folder",
      status: "good",
      found: folder,
    });
    const missing = cacheFinding(join(folder, "a", "b"));
    assert.equal(missing.status, "good");
    assert.match(missing.found, /not there yet/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
