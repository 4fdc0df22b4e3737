import { elementwise } from "../../../src/tensor/ops/elementwise.ts";
import { elementwiseSamples } from "./elementwise.samples.ts";
import { opSuite } from "./op-suite.ts";

opSuite(elementwise, elementwiseSamples);
