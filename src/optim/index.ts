export { Optimizer, type Update, type UpdateInput } from "./optimizer.ts";
export type { GroupState, OptimizerState, ParameterState } from "./optimizer-state.ts";
export type { GroupOptions, GroupSettings, ParamGroup, Setting, Trained } from "./param-group.ts";
export { SGD, type SGDOptions } from "./sgd.ts";
