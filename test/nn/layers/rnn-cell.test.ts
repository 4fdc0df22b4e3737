import { recurrentSuite } from "../rnn-golden.ts";

recurrentSuite("RNNCell");
