import { activationSuite } from "../activation-golden.ts";

activationSuite("SiLU");
