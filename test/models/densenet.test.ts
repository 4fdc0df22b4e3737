import { densenet } from "../../src/models/densenet.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("densenet", densenet);
