import { expected } from "../../util/errors.ts";
import { Module } from "../module.ts";

/** Refuses what is no module. */
export function checkModule(who: string, value: unknown): void {
  if (!(value instanceof Module))
    throw expected(who, "modules", value, "pass layers such as new ReLU()");
}

/** Refuses a part's name that a state dict could not tell, or that the container has for itself. */
export function checkName(container: object, name: string): void {
  const who = container.constructor.name;
  if (name === "" || name.includes("."))
    throw expected(who, "names that are not empty and have no dot", name, "rename the part");
  if (name in container && !Object.hasOwn(container, name))
    throw expected(who, "names that the container has not itself", name, "rename the part");
  if (name === "training") throw expected(who, "another name", name, "rename the part");
}

/** Refuses a place outside a list of `length`; negative ones count from the end. */
export function checkPlace(who: string, index: number, length: number): number {
  const at = index < 0 ? index + length : index;
  if (Number.isInteger(at) && at >= 0 && at < length) return at;
  throw expected(who, `a place in [${-length}, ${length - 1}]`, index, "check the index");
}

/** What calling a container does that only holds. */
export function noForward(who: string) {
  return expected(who, "its modules to be called", "a call of forward", "call them one by one");
}
