import { ImageFolder } from "../../src/datasets/index.ts";
import type { ListingReply } from "../support/listing-protocol.ts";

// Lists a folder once, as a program does, and says what it took.
const [root = "", small = ""] = process.argv.slice(2);
await ImageFolder.open(small); // loads what is loaded once
const { rss } = process.memoryUsage();
const before = process.cpuUsage();
const start = performance.now();
const data = await ImageFolder.open(root);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
const reply: ListingReply = {
  seconds,
  cpu: (user + system) / 1e6,
  files: data.length,
  bytes: process.memoryUsage().rss - rss,
};
console.log(JSON.stringify(reply));
