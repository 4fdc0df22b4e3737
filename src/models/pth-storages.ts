import type { PersistentLoad } from "../io/pickle-machine.ts";
import { isKind } from "../io/pickle-rebuild.ts";
import { type PickleStorage, type PickleValue, pickleKind } from "../io/pickle-values.ts";
import { storageTypes } from "../io/pth-storage-types.ts";
import type { Refuse } from "../io/refuse.ts";
import { show } from "../util/errors.ts";

/** What a container does when a storage is named for the first time. */
export type OnStorage = (storage: PickleStorage, offset: number) => void;

/**
 * Answers the persistent ids of storages: `("storage", class, key, place, elements)`, in the
 * stacked container with a sixth item. A key stands for one storage, whatever its place was.
 */
export function storageLoader(
  storages: Map<string, PickleStorage>,
  stacked: boolean,
  refuse: Refuse,
  onStorage: OnStorage,
): PersistentLoad {
  return (id, offset) => {
    const found = describe(id, stacked, (what, got) => refuse(what, got, offset));
    const known = storages.get(found.key);
    if (known !== undefined) {
      if (known.type !== found.type || known.length !== found.length)
        throw refuse(
          `storage ${show(found.key, 40)} to be the same each time`,
          "another type",
          offset,
        );
      return known;
    }
    onStorage(found, offset);
    storages.set(found.key, found);
    return found;
  };
}

function describe(
  id: readonly PickleValue[],
  stacked: boolean,
  deny: (what: string, got: unknown) => Error,
): PickleStorage {
  const [tag, type, key, place, length, view] = id;
  if (id.length !== (stacked ? 6 : 5) || tag !== "storage")
    throw deny("the id of a storage", `${id.length} items`);
  const known = isKind(type, "global") ? storageTypes.get(type.name) : undefined;
  if (known === undefined) throw deny("a storage's class", pickleKind(type));
  if (typeof key !== "string" || typeof place !== "string")
    throw deny(
      "a storage's key and place as text",
      pickleKind(typeof key === "string" ? place : key),
    );
  if (typeof length !== "number" || !Number.isSafeInteger(length) || length < 0)
    throw deny("a storage's length", pickleKind(length));
  if (stacked && view !== null) throw deny("a storage of its own, not a view", pickleKind(view));
  return { kind: "storage", key, type: known, length, start: 0 };
}
