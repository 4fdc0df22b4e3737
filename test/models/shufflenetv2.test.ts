import { shufflenetv2 } from "../../src/models/shufflenetv2.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("shufflenetv2", shufflenetv2);
