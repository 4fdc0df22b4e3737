import { efficientnet } from "../../src/models/efficientnet.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("efficientnet", efficientnet);
