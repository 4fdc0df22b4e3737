import { swinTransformer } from "../../src/models/swin-transformer.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("swin transformer", swinTransformer);
