import { sorting } from "../../../src/tensor/ops/sorting.ts";
import { opSuite } from "./op-suite.ts";
import { sortingSamples } from "./sorting.samples.ts";

opSuite(sorting, sortingSamples);
