import { L1Loss } from "../../../src/nn/index.ts";
import { lossSuite, refusesOtherShapes } from "../loss-golden.ts";

lossSuite("L1Loss");
refusesOtherShapes((settings) => new L1Loss(settings));
