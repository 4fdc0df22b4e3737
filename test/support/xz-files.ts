// Written by Python 3.11: lzma.compress(content) of the contents named here.
const decoded = (base64: string): Buffer => Buffer.from(base64, "base64");

/** A tar of set/, set/one.txt ("one"), set/deep/er/two.bin (70,000 bytes of 7), set/empty. */
export const tarXz = decoded(
  [
    "/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4T//AM1dADmZSusgBJSzSsi0WqiGS2Je1+T3fBuz375Z",
    "gA4e4tc+WCFCDczcd4cMh4DsgeNJ5A+BBM79TGm2guIkVtBFo2ZDzVfLcbNj9gW0nDac00myHihh",
    "/1qejfYpetgtQzWDeHY+3knhg4l/2G4nyh33XGeLOJ1jCeDKAXTLG0rlNpxV20SVQ4Q7Rdw0vYbH",
    "rTpitbel624TAAcKpt6a87T7RGnrfRb3auGQvWdWrW/wAj7QofmCMVlWd2ljWV8p9s+lyFWO2b8A",
    "xn5Ir3lQQwAAAAAADWVw0s4pMVQAAekBgIAFANnuZb6xxGf7AgAAAAAEWVo=",
  ].join(""),
);

/** "first, " with a CRC32 and "second" with a CRC64: two streams, one after the other. */
export const twoStreams = decoded(
  [
    "/Td6WFoAAAFpIt42AgAhARYAAAB0L+WjAQAGZmlyc3QsIAAABM/O8QABGwcS69QXkEKZDQEAAAAA",
    "AVla/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAFc2Vjb25kAAAAOOiIxcYwtHQAAR4GwS+kHR+2",
    "830BAAAAAARZWg==",
  ].join(""),
);

/** "abc" with a SHA-256. */
export const sha256Xz = decoded(
  [
    "/Td6WFoAAArh+wyhAgAhARYAAAB0L+WjAQACYWJjAAC6eBa/jwHP6kFBQN5driIjsANho5YXepy0",
    "EP9h8gAVrQABMwOhgeRNGJtLmgEAAAAAClla",
  ].join(""),
);

/** Two digits of QMNIST's nist: an IDX file of [2, 28, 28] bytes, which count up from 0 again and again. */
export const nistImages = decoded(
  [
    "/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4AYvAQBdAABgHobL1ZFdFYoaKre75Ab81VnitH6HZieY",
    "teFSRqjdZetu9OvP7FIyQ6SoX0J9FLMsH0C2Bun3d6CjBXDfjuEfXQVHuaQyfZBh7PvIpRFg3cWM",
    "HAVkl+nGb2A3/d9JR7cBRqJpNYzWmIn6NWEP8IHkHe3KHbAxe4oMy6FsGdA7mx9IRHW2aNVLGEA/",
    "JKDWoePR4cfJWEPyAINeXbcpk2GdJm/n1oDUhUOyxC2e1wlVW729XcAKUilg2Xus9yro+jpWiNk7",
    "bGQ0Mfyus1JVNcY4cf+JzB1JzhHiCLAEJUfSyG5AYmGnFBZjxHYJLX8DgDG/0zt83hOyKI0iIRhy",
    "1wAAtkL9zT3fKWoAAZwCsAwAAHvmWcexxGf7AgAAAAAEWVo=",
  ].join(""),
);

/** Their labels, [2, 8] of int32: 3 and seven times 0; 9, 1, 2, ... 7. */
export const nistLabels = decoded(
  [
    "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABLAB5dAABgLoQ3VodWQecJgsmClxn9qkx1pV9IgiSY",
    "Rr0yIgAAAPEanGS3zN/OAAE6TOlmRXoftvN9AQAAAAAEWVo=",
  ].join(""),
);
