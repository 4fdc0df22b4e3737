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

/** One size and scale for `ps_roi_pool` and `ps_roi_align`, the latter for fewer regions. */
export interface SensitiveCase {
  readonly size: OutputSize;
  readonly scale: number;
  readonly pool: Packed;
  readonly "align-1": Packed;
  readonly align2: Packed;
}

/** One call of `MultiScaleRoIAlign`; the maps are with the first. */
export interface LevelCase {
  readonly names: readonly string[];
  readonly canonicalScale: number;
  readonly canonicalLevel: number;
  readonly shapes: readonly (readonly [number, number])[];
  readonly maps: Readonly<Record<string, Packed>> | null;
  readonly boxes: readonly Packed[];
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
  readonly wide: readonly [Packed];
  readonly sensitive: readonly SensitiveCase[];
  readonly levels: readonly LevelCase[];
}>("regions");
