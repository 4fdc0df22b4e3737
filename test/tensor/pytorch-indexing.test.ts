import { describe } from "node:test";
import { einsum, type Nested, slice, type Tensor, tensor } from "../../src/tensor/index.ts";
import { goldenSuite, numbers } from "./golden.ts";

const ids = (values: Nested) => tensor(values, { dtype: "int64" });
const all = slice();
const mask34 = tensor(
  [0, 1, 2].map((i) =>
    [0, 1, 2, 3].map((j) => ((7 * (4 * i + j)) % 11) - 5 + (4 * i + j) / 16 > 0),
  ),
);
const mask3 = tensor([true, false, true]);

const indexed: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  int: (x) => x.index(1),
  "negative ints": (x) => x.index(-1, all, -2),
  slices: (x) => x.index(slice(1), slice(null, null, 2), slice(-4, -1)),
  "slice too far": (x) => x.index(all, slice(2, 99), slice(-99, 2)),
  "empty slice": (x) => x.index(slice(2, 1)),
  ellipsis: (x) => x.index("...", 0),
  "ellipsis in the middle": (x) => x.index(0, "...", slice(1, 3)),
  "new axes": (x) => x.index(null, all, null, 1),
  tensor: (x) => x.index(ids([2, 0, 2])),
  "tensor of two dims": (x) =>
    x.index(
      all,
      ids([
        [0, -1],
        [3, 1],
      ]),
    ),
  list: (x) => x.index("...", [4, 0]),
  "tensors side by side": (x) => x.index(all, ids([0, 3]), ids([-1, 2])),
  "tensors that broadcast": (x) => x.index(ids([[0], [2]]), ids([1, 3, 0])),
  "tensors apart": (x) => x.index(ids([0, 2]), all, ids([1, -5])),
  "tensors apart by a new axis": (x) => x.index(ids([0, 2]), null, ids([1, 1])),
  "tensors with a number between": (x) => x.index(ids([0, 2]), 1, ids([1, 4])),
  "tensor behind a range": (x) => x.index(slice(1), ids([0, 0]), slice(null, null, 3)),
  mask: (x) => x.index(mask3),
  "mask of two dims": (x) => x.index(mask34),
  "mask behind a number": (x) => x.index(0, tensor([true, false, true, true])),
  "mask and tensor": (x) => x.index(mask3, ids([1, 0])),
  "three tensors": (x) => x.index(ids([0, 1]), ids([3, -4]), ids([[2], [0]])),
};

const byIndex: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  indexSelect: (x) => x.indexSelect(1, ids([3, 0, 0])),
  gather: (x) =>
    x.gather(
      2,
      ids([
        [
          [0, 4, 4],
          [1, 1, 0],
        ],
        [
          [2, 3, 4],
          [0, 0, 0],
        ],
      ]),
    ),
  scatter: (x) => x.scatter(1, ids([[[3, 0, 1]], [[2, 2, 2]]]), 1.5),
  "scatter tensor": (x) =>
    x.scatter(
      0,
      ids([
        [
          [2, 0],
          [1, 1],
        ],
      ]),
      numbers([2, 2, 3]),
    ),
  scatterAdd: (x) =>
    x.scatterAdd(
      0,
      ids([
        [
          [2, 0],
          [1, 1],
        ],
        [
          [2, 0],
          [0, 1],
        ],
      ]),
      numbers([2, 2, 2]),
    ),
  indexAdd: (x) => x.indexAdd(2, ids([4, 0, 4]), numbers([3, 4, 3])),
};

const moved: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  flip: (x) => x.flip([0, 2]),
  roll: (x) => x.roll([1, -2], [0, 2]),
  "roll all": (x) => x.roll(7),
  pad: (x) => x.pad([1, 2, 0, 1], { value: 2.5 }),
  "pad negative": (x) => x.pad([-1, 2, 1, -2]),
  "pad reflect": (x) => x.pad([4, 1, 0, 3], { mode: "reflect" }),
  "pad replicate": (x) => x.pad([6, 0, 2, 1], { mode: "replicate" }),
  "pad circular": (x) => x.pad([2, 5, 4, 0], { mode: "circular" }),
  repeat: (x) => x.repeat([2, 1, 2, 1]),
  tile: (x) => x.tile([2, 2]),
  repeatInterleave: (x) => x.repeatInterleave(2, 1),
  "repeatInterleave all": (x) => x.repeatInterleave(2),
  movedim: (x) => x.movedim([0, 2], [1, 0]),
  unflatten: (x) => x.unflatten(1, [2, 2]),
  diagonal: (x) => x.diagonal(1, 1, 2),
  "diagonal below": (x) => x.diagonal(-1, 2, 0),
  split: (x) => x.split(3, 2)[1]!,
  "split sizes": (x) => x.split([1, 3], 1)[1]!,
  chunk: (x) => x.chunk(3, 2)[2]!,
  unbind: (x) => x.unbind(1)[2]!,
  select: (x) => x.select(1, -1),
};

const sorted: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  topk: (x) => x.topk(3, 1).values,
  "topk places": (x) => x.topk(3, 1).indices,
  "topk smallest": (x) => x.topk(2, -1, { largest: false }).values,
  sort: (x) => x.sort(0, { descending: true }).values,
  argsort: (x) => x.argsort(1),
  cumsum: (x) => x.cumsum(1),
  tril: (x) => x.tril(1),
  triu: (x) => x.triu(-1),
  maskedFill: (x) => x.maskedFill(mask34.unsqueeze(-1), 2.5),
};

const multiplied: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  matmul: (x) => x.matmul(numbers([5, 2])),
  "matmul vector": (x) => x.matmul(numbers([5])),
  "vector matmul": (x) => numbers([4]).matmul(x),
  bmm: (x) => x.bmm(x.transpose(1, 2)),
  mv: (x) => x.index(0).mv(x.index(1, 0)),
  dot: (x) => x.index(0, 0).dot(x.index(1, 1)),
  outer: (x) => x.index(0, 0).outer(x.index(1, all, 2)),
};

const summed: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  product: (x) => einsum("bik,bjk->bij", x, x),
  implicit: (x) => einsum("cba", x),
  "implicit sum": (x) => einsum("bik,kd", x, numbers([5, 2])),
  sum: (x) => einsum("ijk->j", x),
  scalar: (x) => einsum("ijk,ijk->", x, x),
  ellipsis: (x) => einsum("...k,dk->...d", x, numbers([2, 5])),
  "ellipsis both": (x) => einsum("...ij,...kj", x, numbers([2, 1, 2, 5])),
  "ellipsis dropped": (x) => einsum("...k->k", x),
  outer: (x) => einsum("ijk,l->lijk", x, numbers([2])),
  three: (x) => einsum("ijk,kl,jm->iml", x, numbers([5, 2]), numbers([4, 3])),
  elements: (x) => einsum("ijk,jk->kij", x, numbers([4, 5])),
  diagonal: (x) => einsum("iij->ji", x.narrow(1, 0, 3)),
  trace: (x) => einsum("iik,k->", x.narrow(1, 0, 3), numbers([5])),
  "size of 1": (x) => einsum("ijk,lk->ijl", x, numbers([2, 1])),
  spaces: (x) => einsum(" i j k , k j -> i ", x, numbers([5, 4])),
};

describe("choosing, moving and multiplying as PyTorch", () => {
  const named = (family: string, calls: typeof indexed) =>
    Object.fromEntries(Object.entries(calls).map(([name, call]) => [`${family} ${name}`, call]));
  goldenSuite("indexing.json", {
    ...named("index", indexed),
    ...byIndex,
    ...moved,
    ...sorted,
    ...multiplied,
    ...named("einsum", summed),
  });
});
