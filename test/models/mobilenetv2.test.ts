import { mobilenetv2 } from "../../src/models/mobilenetv2.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("mobilenetv2", mobilenetv2);
