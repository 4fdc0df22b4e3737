import { rounding } from "../../../src/tensor/ops/rounding.ts";
import { opSuite } from "./op-suite.ts";
import { roundingSamples } from "./rounding.samples.ts";

opSuite(rounding, roundingSamples);
