import { convnext } from "../../src/models/convnext.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("convnext", convnext);
