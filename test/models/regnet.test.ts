import { regnet } from "../../src/models/regnet.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("regnet", regnet);
