import { functions } from "../../../src/tensor/ops/functions.ts";
import { functionsSamples } from "./functions.samples.ts";
import { opSuite } from "./op-suite.ts";

opSuite(functions, functionsSamples);
