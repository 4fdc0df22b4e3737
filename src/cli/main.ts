#!/usr/bin/env node
import { commands } from "./commands.ts";
import { runMain } from "./run-main.ts";

await runMain(process, commands);
