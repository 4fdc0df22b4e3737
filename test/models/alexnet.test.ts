import { alexnet } from "../../src/models/alexnet.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("alexnet", alexnet);
