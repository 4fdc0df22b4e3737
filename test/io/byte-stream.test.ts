import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ByteStream } from "../../src/io/byte-stream.ts";

async function* pieces(...lengths: number[]) {
  let next = 0;
  for (const length of lengths) yield Uint8Array.from({ length }, () => next++);
}

describe("ByteStream", () => {
  it("takes, peeks and skips over the edges of pieces", async () => {
    const stream = new ByteStream(pieces(3, 0, 4, 1));
    assert.equal(stream.peeked(1), undefined); // nothing came yet
    assert.deepEqual([...(await stream.take(2))!], [0, 1]);
    assert.deepEqual([...stream.peeked(1)!], [2]);
    assert.equal(stream.peeked(1), undefined);
    assert.deepEqual([...(await stream.take(2))!], [3, 4]);
    assert.equal(await stream.skip(1), true);
    assert.equal(stream.offset, 6);
    assert.deepEqual([...(await stream.rest())!], [6]);
    assert.deepEqual([...(await stream.rest())!], [7]);
    assert.equal(await stream.rest(), undefined);
    assert.equal(stream.offset, 8);
  });

  it("gives what is here without waiting, in memory of its own", async () => {
    const stream = new ByteStream(pieces(100, 9));
    assert.deepEqual([stream.here, stream.takeHere(1), stream.skipHere(1)], [0, undefined, 0]);
    await stream.take(1);
    assert.equal(stream.here, 99);
    assert.deepEqual([...stream.seen(2)], [1, 2]);
    assert.deepEqual([...stream.takeHere(2)!], [1, 2]);
    const large = stream.takeHere(90)!;
    assert.deepEqual([large[0], large[89], large.buffer.byteLength], [3, 92, 90]);
    assert.equal(stream.takeHere(8), undefined);
    assert.equal(stream.skipHere(8), 7);
    assert.equal(stream.offset, 100);
  });

  it("says where the stream ends too early", async () => {
    assert.equal(await new ByteStream(pieces(3)).take(4), undefined);
    assert.equal(await new ByteStream(pieces(3)).skip(4), false);
    assert.deepEqual(await new ByteStream(pieces()).take(0), new Uint8Array(0));
  });

  it("closes its source", async () => {
    let closed = false;
    const source = (async function* () {
      try {
        yield new Uint8Array(9);
      } finally {
        closed = true;
      }
    })();
    const stream = new ByteStream(source);
    await stream.take(1);
    await stream.close();
    assert.equal(closed, true);
  });
});
