import type { Problem, Report } from "./project.ts";

/** One package of a lock file. */
interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Checks that the lock file holds every package that another one asks for, those of other platforms
 * too. npm leaves out what the registry at hand lacks, and `npm ci` then refuses the whole file.
 */
export function checkLock(text: string): Report {
  const { packages } = JSON.parse(text) as { packages: Record<string, LockedPackage> };
  const problems = Object.entries(packages).flatMap(
    ([from, { dependencies, ...rest }]): Problem[] =>
      Object.keys({ ...dependencies, ...rest.optionalDependencies })
        .filter((name) => !placesOf(from, name).some((place) => packages[place] !== undefined))
        .map((name) => ({
          file: "package-lock.json",
          message: `${name}, which ${from || "package.json"} asks for, is missing`,
        })),
  );
  return { problems };
}

// Where Node looks for `name` from the package at `from`: its own node_modules, then all above.
function placesOf(from: string, name: string): string[] {
  const own = `${from}${from === "" ? "" : "/"}node_modules/${name}`;
  if (from === "") return [own];
  const parent = from.slice(0, from.lastIndexOf("node_modules/")).replace(/\/$/, "");
  return [own, ...placesOf(parent, name)];
}
