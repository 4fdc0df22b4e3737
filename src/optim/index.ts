export { Optimizer, type OptimizerState, type ParameterState, type Update } from "./optimizer.ts";
export { SGD, type SGDOptions } from "./sgd.ts";
