import { Module, functional as nnf } from "../nn/index.ts";
import { cat, type Tensor } from "../tensor/index.ts";
import { BasicConv2d, type BasicConvOptions } from "./blocks/basic-conv.ts";

type Conv = readonly [
  name: string,
  into: number,
  out: number,
  kernel: number | readonly [number, number],
  options?: BasicConvOptions,
];

/** Convolutions in a row; with `pool` after a 3x3 pooling, with `split` the last two side by side. */
interface Path {
  readonly pool?: "average" | "max";
  readonly convs: readonly Conv[];
  readonly split?: boolean;
}

/** Paths side by side, their convolutions under torchvision's names. */
export class MixedBlock extends Module {
  readonly #paths: readonly { readonly path: Path; readonly convs: readonly BasicConv2d[] }[];

  constructor(paths: readonly Path[]) {
    super();
    this.#paths = paths.map((path) => {
      const convs = path.convs.map(([name, into, out, kernel, options]) => {
        const conv = new BasicConv2d(into, out, kernel, options);
        Object.assign(this, { [name]: conv });
        return conv;
      });
      return { path, convs };
    });
  }

  forward(x: Tensor): Tensor {
    return cat(
      this.#paths.map(({ path, convs }) => follow(path, convs, x)),
      1,
    );
  }
}

function follow({ pool, split = false }: Path, convs: readonly BasicConv2d[], x: Tensor): Tensor {
  const row = split ? convs.slice(0, -2) : convs;
  const inner = row.reduce((value, conv) => conv.forward(value), pooled(x, pool));
  if (!split) return inner;
  return cat(
    convs.slice(-2).map((conv) => conv.forward(inner)),
    1,
  );
}

function pooled(x: Tensor, pool: Path["pool"]): Tensor {
  if (pool === "average") return nnf.avgPool2d(x, 3, { stride: 1, padding: 1 });
  return pool === "max" ? nnf.maxPool2d(x, 3, { stride: 2 }) : x;
}

const high = [7, 1] as const;
const wide = [1, 7] as const;
const highPad = { padding: [3, 0] } as const;
const widePad = { padding: [0, 3] } as const;

/** 1x1, 5x5 and double 3x3 views beside a pooled one: 35x35 maps of 299x299 pictures. */
export function inceptionA(into: number, pool: number): MixedBlock {
  return new MixedBlock([
    { convs: [["branch1x1", into, 64, 1]] },
    {
      convs: [
        ["branch5x5_1", into, 48, 1],
        ["branch5x5_2", 48, 64, 5, { padding: 2 }],
      ],
    },
    {
      convs: [
        ["branch3x3dbl_1", into, 64, 1],
        ["branch3x3dbl_2", 64, 96, 3, { padding: 1 }],
        ["branch3x3dbl_3", 96, 96, 3, { padding: 1 }],
      ],
    },
    { pool: "average", convs: [["branch_pool", into, pool, 1]] },
  ]);
}

/** Halves the size. */
export function inceptionB(into: number): MixedBlock {
  return new MixedBlock([
    { convs: [["branch3x3", into, 384, 3, { stride: 2 }]] },
    {
      convs: [
        ["branch3x3dbl_1", into, 64, 1],
        ["branch3x3dbl_2", 64, 96, 3, { padding: 1 }],
        ["branch3x3dbl_3", 96, 96, 3, { stride: 2 }],
      ],
    },
    { pool: "max", convs: [] },
  ]);
}

/** 7x7 views as 1x7 and 7x1 ones: 17x17 maps. */
export function inceptionC(into: number, inner: number): MixedBlock {
  return new MixedBlock([
    { convs: [["branch1x1", into, 192, 1]] },
    {
      convs: [
        ["branch7x7_1", into, inner, 1],
        ["branch7x7_2", inner, inner, wide, widePad],
        ["branch7x7_3", inner, 192, high, highPad],
      ],
    },
    {
      convs: [
        ["branch7x7dbl_1", into, inner, 1],
        ["branch7x7dbl_2", inner, inner, high, highPad],
        ["branch7x7dbl_3", inner, inner, wide, widePad],
        ["branch7x7dbl_4", inner, inner, high, highPad],
        ["branch7x7dbl_5", inner, 192, wide, widePad],
      ],
    },
    { pool: "average", convs: [["branch_pool", into, 192, 1]] },
  ]);
}

/** Halves the size again. */
export function inceptionD(into: number): MixedBlock {
  return new MixedBlock([
    {
      convs: [
        ["branch3x3_1", into, 192, 1],
        ["branch3x3_2", 192, 320, 3, { stride: 2 }],
      ],
    },
    {
      convs: [
        ["branch7x7x3_1", into, 192, 1],
        ["branch7x7x3_2", 192, 192, wide, widePad],
        ["branch7x7x3_3", 192, 192, high, highPad],
        ["branch7x7x3_4", 192, 192, 3, { stride: 2 }],
      ],
    },
    { pool: "max", convs: [] },
  ]);
}

/** 3x3 views as 1x3 and 3x1 ones side by side: 8x8 maps. */
export function inceptionE(into: number): MixedBlock {
  return new MixedBlock([
    { convs: [["branch1x1", into, 320, 1]] },
    {
      split: true,
      convs: [
        ["branch3x3_1", into, 384, 1],
        ["branch3x3_2a", 384, 384, [1, 3], { padding: [0, 1] }],
        ["branch3x3_2b", 384, 384, [3, 1], { padding: [1, 0] }],
      ],
    },
    {
      split: true,
      convs: [
        ["branch3x3dbl_1", into, 448, 1],
        ["branch3x3dbl_2", 448, 384, 3, { padding: 1 }],
        ["branch3x3dbl_3a", 384, 384, [1, 3], { padding: [0, 1] }],
        ["branch3x3dbl_3b", 384, 384, [3, 1], { padding: [1, 0] }],
      ],
    },
    { pool: "average", convs: [["branch_pool", into, 192, 1]] },
  ]);
}
