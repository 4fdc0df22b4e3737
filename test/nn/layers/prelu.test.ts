import { activationSuite } from "../activation-golden.ts";

activationSuite("PReLU");
