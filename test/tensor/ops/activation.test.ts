import { activation } from "../../../src/tensor/ops/activation.ts";
import { activationSamples } from "./activation.samples.ts";
import { opSuite } from "./op-suite.ts";

opSuite(activation, activationSamples);
