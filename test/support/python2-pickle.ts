/** Bytes as Python 2's cPickle of protocol 2 writes the batches of CIFAR: a dict by text keys. */
export function pickleDict(entries: Readonly<Record<string, FakePickle>>): Buffer {
  const parts: Uint8Array[] = [Buffer.from("\x80\x02}(", "latin1")];
  for (const [key, value] of Object.entries(entries)) parts.push(text(key), encode(value));
  return Buffer.concat([...parts, Buffer.from("u.")]);
}

/** Text, whole numbers, lists, and arrays of bytes `[n, width]`. */
export type FakePickle =
  | string
  | number
  | readonly FakePickle[]
  | { readonly width: number; readonly bytes: Uint8Array };

function encode(value: FakePickle): Buffer {
  if (typeof value === "string") return text(value);
  if (typeof value === "number") return whole(value);
  if ("width" in value) return array(value.width, value.bytes);
  return Buffer.concat([Buffer.from("](", "latin1"), ...value.map(encode), Buffer.from("e")]);
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x55, value.length]), Buffer.from(value, "latin1")]);
}

function whole(value: number): Buffer {
  const out = Buffer.alloc(5);
  out.write("J");
  out.writeInt32LE(value, 1);
  return out;
}

// numpy.core.multiarray._reconstruct(numpy.ndarray, (0,), "b"), then its state: version, shape, dtype,
// order, and the bytes as text.
function array(width: number, bytes: Uint8Array): Buffer {
  const size = Buffer.alloc(5);
  size.write("T");
  size.writeUInt32LE(bytes.length, 1);
  const start = "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87R(K\x01";
  const dtype =
    "cnumpy\ndtype\nU\x02u1K\x00K\x01\x87R(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89";
  return Buffer.concat([
    Buffer.from(start, "latin1"),
    whole(bytes.length / width),
    whole(width),
    Buffer.from(`\x86${dtype}`, "latin1"),
    size,
    bytes,
    Buffer.from("tb"),
  ]);
}
