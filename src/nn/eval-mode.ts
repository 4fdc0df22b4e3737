import type { AnyModule } from "./module.ts";

/** Puts a model into evaluation mode; what it returns puts each module's own mode back. */
export function enterEvalMode(model: AnyModule): () => void {
  const modes = model.namedModules().map(([, module]) => ({ module, training: module.training }));
  model.eval();
  return () => {
    for (const { module, training } of modes) module.training = training;
  };
}
