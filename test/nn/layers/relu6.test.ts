import { activationSuite } from "../activation-golden.ts";

activationSuite("ReLU6");
