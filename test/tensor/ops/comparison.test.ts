import { comparison } from "../../../src/tensor/ops/comparison.ts";
import { comparisonSamples } from "./comparison.samples.ts";
import { opSuite } from "./op-suite.ts";

opSuite(comparison, comparisonSamples);
