import type { OutputSize } from "../../src/ops/index.ts";
import { golden, type Packed } from "./golden.ts";

/** One call of `roi_align` or `roi_pool`. */
export interface RegionCase {
  readonly size: OutputSize;
  readonly scale: number;
  readonly ratio: number;
  readonly aligned: boolean;
  readonly want: Packed;
}

/** Feature maps, regions on and off them, and what becomes of these. */
export const regions = golden<{
  readonly features: readonly [Packed];
  readonly rois: readonly [Packed];
  readonly align: readonly RegionCase[];
  readonly pool: readonly RegionCase[];
  readonly listed: readonly [
    { readonly boxes: readonly Packed[]; readonly align: Packed; readonly pool: Packed },
  ];
}>("regions");
