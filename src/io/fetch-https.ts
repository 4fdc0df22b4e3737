import { VisionError } from "../util/errors.ts";

/** The part of the global `fetch` that downloads need. */
export type Fetch = (
  url: string,
  request: {
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly redirect: "manual";
  },
) => Promise<Response>;

const mostRedirects = 3;

/**
 * The answer from `url` or from where it leads, at most three redirects away, each to https and, where
 * `hosts` are given, to one of these: the file (200), the rest of it (206), or 416 where it has no such rest.
 * With `plain`, http is allowed as well. Throws NETWORK for what another attempt cannot mend, a plain
 * Error for what it may.
 */
export async function followRedirects(
  who: string,
  url: string,
  request: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
  fetchOne: Fetch = fetch,
  hosts?: readonly string[],
  plain = false,
): Promise<Response> {
  let place = url;
  for (let redirects = 0; ; redirects++) {
    const protocol = URL.canParse(place) ? new URL(place).protocol : "no address";
    if (protocol !== "https:" && !(plain && protocol === "http:"))
      throw transferError(who, `https only, beginning at ${url}`, `no https: ${place}`);
    if (hosts !== undefined && !hosts.includes(new URL(place).host))
      throw transferError(who, `${hosts.join(" or ")} only, from ${url}`, `another host: ${place}`);
    const response = await fetchOne(place, { ...request, redirect: "manual" });
    const { status } = response;
    if (status === 200 || status === 206 || status === 416) return response;
    await response.body?.cancel();
    const next = response.headers.get("location");
    if (status >= 300 && status < 400 && next !== null) {
      if (redirects === mostRedirects)
        throw transferError(
          who,
          `at most ${mostRedirects} redirects from ${url}`,
          "more redirects",
        );
      place = new URL(next, place).href;
      continue;
    }
    const problem = `status ${status}${place === url ? "" : ` from ${place}`}`;
    if (status >= 500 || status === 429 || status === 408) throw new Error(problem);
    throw transferError(who, `${url} to be there`, problem);
  }
}

/** The error for a download that failed. */
export function transferError(
  who: string,
  expected: string,
  got: string,
  { hint = "check the address", file }: { hint?: string; file?: string } = {},
): VisionError {
  const facts = { code: "NETWORK", who, expected, got, hint } as const;
  return new VisionError({ ...facts, ...(file === undefined ? {} : { file }) });
}
