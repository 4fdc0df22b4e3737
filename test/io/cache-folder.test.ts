import assert from "node:assert/strict";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { cacheFolder, torchHubFolder } from "../../src/io/index.ts";

describe("cacheFolder", () => {
  it("is TSVISION_CACHE, or tsvision in the user's cache", () => {
    assert.equal(cacheFolder({ TSVISION_CACHE: "/a", XDG_CACHE_HOME: "/b" }), "/a");
    assert.equal(cacheFolder({ TSVISION_CACHE: "", XDG_CACHE_HOME: "/b" }), join("/b", "tsvision"));
    assert.equal(cacheFolder({ XDG_CACHE_HOME: "" }), join(homedir(), ".cache", "tsvision"));
  });
});

describe("torchHubFolder", () => {
  it("is where torch.hub looks", () => {
    const tail = join("hub", "checkpoints");
    assert.equal(torchHubFolder({ TORCH_HOME: "/t", XDG_CACHE_HOME: "/b" }), join("/t", tail));
    assert.equal(torchHubFolder({ XDG_CACHE_HOME: "/b" }), join("/b", "torch", tail));
    assert.equal(torchHubFolder({}), join(homedir(), ".cache", "torch", tail));
  });
});
