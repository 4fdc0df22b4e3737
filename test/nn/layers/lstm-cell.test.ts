import { recurrentSuite } from "../rnn-golden.ts";

recurrentSuite("LSTMCell");
