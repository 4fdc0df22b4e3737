import { InvalidArgumentError } from "commander";

const units: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/**
 * A parser for a number of bytes with or without a unit; commander turns its refusal into exit code 2.
 * @example byteSize("512MB"); // 512000000
 */
export function byteSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(text);
  const unit = units[match?.[2]?.toLowerCase() || "b"];
  const bytes = match === null || unit === undefined ? 0 : Math.round(Number(match[1]) * unit);
  if (bytes >= 1 && Number.isSafeInteger(bytes)) return bytes;
  throw new InvalidArgumentError("It must be a size such as 512MB, 1GiB or 1000000.");
}
