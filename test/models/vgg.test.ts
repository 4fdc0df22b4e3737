import { vgg } from "../../src/models/vgg.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("vgg", vgg);
