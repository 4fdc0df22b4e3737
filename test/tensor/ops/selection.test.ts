import { selection } from "../../../src/tensor/ops/selection.ts";
import { opSuite } from "./op-suite.ts";
import { selectionSamples } from "./selection.samples.ts";

opSuite(selection, selectionSamples);
