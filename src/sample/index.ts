export { type Channels, Image, type ImageInfo, type PixelData } from "./image.ts";
