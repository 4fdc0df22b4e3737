import { mnasnet } from "../../src/models/mnasnet.ts";
import { modelSuite } from "./model-suite.ts";

modelSuite("mnasnet", mnasnet);
