import { statistics } from "../../../src/tensor/ops/statistics.ts";
import { opSuite } from "./op-suite.ts";
import { statisticsSamples } from "./statistics.samples.ts";

opSuite(statistics, statisticsSamples);
