import { codecFor } from "./codec.ts";
import { decodeImage } from "./decode-image.ts";
import { serve } from "./decoder-serve.ts";

// Its loading is no part of an image's time. Where it fails, the images' errors will say so.
await codecFor().catch(() => {});
serve(decodeImage);
