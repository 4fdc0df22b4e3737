import { resnet } from "../../src/models/resnet.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("resnet", resnet);
