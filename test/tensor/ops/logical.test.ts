import { logical } from "../../../src/tensor/ops/logical.ts";
import { logicalSamples } from "./logical.samples.ts";
import { opSuite } from "./op-suite.ts";

opSuite(logical, logicalSamples);
