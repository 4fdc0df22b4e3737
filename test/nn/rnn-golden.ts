import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type AnyModule,
  type AttentionOptions,
  Embedding,
  GRU,
  GRUCell,
  LSTM,
  LSTMCell,
  type LSTMState,
  type Module,
  MultiheadAttention,
  RNN,
  RNNCell,
} from "../../src/nn/index.ts";
import { manualSeed, realize, type Tensor, tensor } from "../../src/tensor/index.ts";
import { assertClose, golden, type Packed, unpack } from "./golden.ts";

interface Case {
  readonly printed: string;
  readonly state: Readonly<Record<string, Packed>>;
  readonly inputs: readonly Packed[];
  readonly outs: readonly Packed[];
  readonly weights: readonly Packed[];
  readonly inputGrads: readonly (Packed | null)[];
  readonly grads: Readonly<Record<string, Packed>>;
}

interface Made {
  readonly module: AnyModule;
  readonly call: (...inputs: Tensor[]) => unknown;
}

type Recurrent = Module<[Tensor, Tensor?], unknown>;

const plain = (module: Recurrent): Made => ({
  module,
  call: (x, state) => module.forward(x!, state),
});

const lstm = (module: Module<[Tensor, LSTMState?], unknown>): Made => ({
  module,
  call: (x, h, c) => module.forward(x!, h && [h, c!]),
});

// With one input it is query, key and value.
const attention = (
  module: MultiheadAttention,
  options: (...more: Tensor[]) => AttentionOptions = () => ({}),
): Made => ({
  module,
  call: (q, ...more) =>
    more.length === 2
      ? module.forward(q!, more[0]!, more[1]!)
      : module.forward(q!, q!, q!, options(...more)),
});

const both = { numLayers: 2, bidirectional: true, batchFirst: true } as const;
const bare = { bias: false } as const;
const relu = { nonlinearity: "relu", bias: false } as const;

// PyTorch's constructor calls, as the golden file names them, and ours.
const makers: Readonly<Record<string, () => Made>> = {
  "LSTM(3, 4)": () => lstm(new LSTM(3, 4)),
  "LSTM(3, 4) from states": () => lstm(new LSTM(3, 4)),
  "LSTM(3, 4, num_layers=2, bidirectional=True, batch_first=True)": () =>
    lstm(new LSTM(3, 4, both)),
  "LSTM(3, 4, bias=False) without n": () => lstm(new LSTM(3, 4, bare)),
  "LSTM(3, 2, num_layers=3, dropout=0.5) in eval": () =>
    lstm(new LSTM(3, 2, { numLayers: 3, dropout: 0.5 })),
  "LSTM(1, 1)": () => lstm(new LSTM(1, 1)),
  "GRU(3, 4)": () => plain(new GRU(3, 4)),
  "GRU(3, 4, num_layers=2, bidirectional=True, batch_first=True)": () => plain(new GRU(3, 4, both)),
  "GRU(3, 4, bias=False) without n": () => plain(new GRU(3, 4, bare)),
  "RNN(3, 4)": () => plain(new RNN(3, 4)),
  "RNN(3, 4, num_layers=2, bidirectional=True, batch_first=True)": () => plain(new RNN(3, 4, both)),
  "RNN(3, 4, nonlinearity='relu', bias=False) without n": () => plain(new RNN(3, 4, relu)),
  "LSTMCell(3, 4)": () => lstm(new LSTMCell(3, 4)),
  "LSTMCell(3, 4, bias=False) without n": () => lstm(new LSTMCell(3, 4, bare)),
  "GRUCell(3, 4)": () => plain(new GRUCell(3, 4)),
  "GRUCell(3, 4, bias=False) without n": () => plain(new GRUCell(3, 4, bare)),
  "RNNCell(3, 4)": () => plain(new RNNCell(3, 4)),
  "RNNCell(3, 4, nonlinearity='relu', bias=False) without n": () => plain(new RNNCell(3, 4, relu)),
  "Embedding(6, 3)": () => plain(new Embedding(6, 3)),
  "Embedding(6, 3, padding_idx=-2)": () => plain(new Embedding(6, 3, { paddingIdx: -2 })),
  "MultiheadAttention(8, 2)": () => attention(new MultiheadAttention(8, 2)),
  "MultiheadAttention(8, 4, bias=False, batch_first=True) each head": () =>
    attention(new MultiheadAttention(8, 4, { bias: false, batchFirst: true }), () => ({
      averageAttnWeights: false,
    })),
  "MultiheadAttention(8, 2) masked": () =>
    attention(new MultiheadAttention(8, 2), () => ({
      attnMask: later,
      keyPaddingMask: tensor([
        [false, false, true],
        [false, false, false],
      ]),
    })),
  "MultiheadAttention(8, 2) with added mask": () =>
    attention(new MultiheadAttention(8, 2), (attnMask) => ({
      attnMask: attnMask!,
      needWeights: false,
    })),
  "MultiheadAttention(8, 2, dropout=0.5) in eval": () =>
    attention(new MultiheadAttention(8, 2, { dropout: 0.5 })),
  "MultiheadAttention(4, 2) without n": () => attention(new MultiheadAttention(4, 2)),
  "MultiheadAttention(4, 2, kdim=3, vdim=5)": () =>
    attention(new MultiheadAttention(4, 2, { kdim: 3, vdim: 5 })),
};

const later = tensor([
  [false, true, true],
  [false, false, true],
  [false, false, false],
]);

const { cases } = golden<{ cases: Record<string, Case> }>("rnn");

/** Everything that PyTorch's module of this name shows: first weights, text, outputs, gradients. */
export function recurrentSuite(layer: string): void {
  describe(`${layer} beside PyTorch's`, () => {
    const own = Object.entries(cases).filter(([call]) => call.startsWith(`${layer}(`));
    it("has golden cases", () => assert.ok(own.length >= 2));
    for (const [name, want] of own) it(name, () => checkCase(name, want));
  });
}

async function checkCase(name: string, want: Case): Promise<void> {
  const maker = makers[name];
  assert.ok(maker, `no maker for ${name}`);
  manualSeed(7);
  const { module, call } = maker();
  assert.equal(String(module), want.printed);
  const state = module.stateDict();
  assert.deepEqual([...state.keys()], Object.keys(want.state));
  for (const [key, { shape, data }] of Object.entries(want.state)) {
    assert.deepEqual(state.get(key)!.shape, shape);
    assert.deepEqual(state.get(key)!.hostData(), Float32Array.from(data), key);
  }
  const inputs = want.inputs.map((packed, i) =>
    want.inputGrads[i] === null ? unpack(packed).to("int64") : unpack(packed).setRequiresGrad(),
  );
  if (name.endsWith("in eval")) (module as Module).eval();
  const outs = flat(call(...inputs));
  assert.equal(outs.length, want.outs.length);
  const loss = outs
    .map((out, i) => out.mul(unpack(want.weights[i]!)).sum())
    .reduce((sum, part) => sum.add(part));
  loss.backward();
  const grads = module.namedParameters().map(([key, { grad }]) => [key, grad!] as const);
  await realize(...outs, ...inputs.flatMap(({ grad }) => grad ?? []), ...grads.map(([, g]) => g));
  outs.forEach((out, i) => void assertClose(out, want.outs[i]!, 1e-5, `output ${i}`));
  inputs.forEach(({ grad }, i) => {
    const packed = want.inputGrads[i];
    if (packed) assertClose(grad!, packed, 1e-4, `gradient of input ${i}`);
  });
  assert.deepEqual(
    grads.map(([key]) => key),
    Object.keys(want.grads),
  );
  for (const [key, grad] of grads) assertClose(grad, want.grads[key]!, 1e-4, `${key}.grad`);
}

function flat(outs: unknown): Tensor[] {
  if (outs === undefined) return [];
  return Array.isArray(outs) ? outs.flatMap(flat) : [outs as Tensor];
}
