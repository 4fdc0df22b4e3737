import { squeezenet } from "../../src/models/squeezenet.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("squeezenet", squeezenet);
