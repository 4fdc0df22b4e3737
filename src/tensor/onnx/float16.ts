/** The bits of the half nearest to each number, ties to even; what is larger than 65,504 becomes infinite. */
export function toFloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < bits.length; i++) halves[i] = halfOf(bits[i]!);
  return halves;
}

// IEEE 754: sign, 5 bits of exponent (bias 15), 10 of fraction; a single has 8 (bias 127) and 23.
function halfOf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127 + 15;
  const fraction = bits & 0x7fffff;
  if (exponent >= 31) {
    const noNumber = exponent === 255 - 127 + 15 && fraction !== 0;
    return sign | 0x7c00 | (noNumber ? 0x200 : 0);
  }
  // Below the smallest normal half the leading one is written out.
  const drop = exponent > 0 ? 13 : 14 - exponent;
  if (drop > 24) return sign;
  const whole = exponent > 0 ? (exponent << 23) | fraction : fraction | 0x800000;
  const half = whole >>> drop;
  const rest = whole & ((1 << drop) - 1);
  const middle = 1 << (drop - 1);
  // A carry out of the fraction is the next exponent, at the end infinity.
  const up = rest > middle || (rest === middle && (half & 1) === 1);
  return sign | (half + (up ? 1 : 0));
}
