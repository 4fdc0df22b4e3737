import { mobilenetv3 } from "../../src/models/mobilenetv3.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("mobilenetv3", mobilenetv3);
