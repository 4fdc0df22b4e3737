import { loss } from "../../../src/tensor/ops/loss.ts";
import { lossSamples } from "./loss.samples.ts";
import { opSuite } from "./op-suite.ts";

opSuite(loss, lossSamples);
