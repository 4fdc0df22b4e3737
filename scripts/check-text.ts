import type { Problem, Report, SourceFile } from "./project.ts";

/** What no committed file may hold, because it is true on one machine only. */
const banned: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  {
    what: "an absolute path of one machine",
    pattern: /(?<![\w.~*-])\/(?:work|root|tmp|Users|home)\/[\w.-]+/,
  },
  {
    what: "an address of a package registry",
    pattern: /registry\.npm|\/artifactory\/|npm[m]irror/,
  },
  { what: "a resolved address in the lock file", pattern: /"resolved"\s*: "http/ },
];

/** Checks every committed text for facts of one machine, and for the given registry's host. */
export function checkText(files: readonly SourceFile[], registry?: string): Report {
  const host = hostOf(registry);
  return {
    problems: files.flatMap((file) =>
      file.text.split("\n").flatMap((text, i): Problem[] => {
        const found = banned.find(({ pattern }) => pattern.test(text))?.what;
        const what =
          found ??
          (host !== undefined && text.includes(host)
            ? "the address of a package registry"
            : undefined);
        return what === undefined
          ? []
          : [
              {
                file: file.path,
                line: i + 1,
                message: `holds ${what}: ${text.trim().slice(0, 80)}`,
              },
            ];
      }),
    ),
  };
}

// A host of one word ("npm") is no address that text could leak.
function hostOf(registry: string | undefined): string | undefined {
  if (registry === undefined || !URL.canParse(registry)) return undefined;
  const { host } = new URL(registry);
  return /[.:]/.test(host) ? host : undefined;
}
