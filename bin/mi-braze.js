#!/usr/bin/env node
import { realHost } from "../dist/host.js";
import { main } from "../dist/main.js";

process.exitCode = await main(process.argv.slice(2), realHost());
