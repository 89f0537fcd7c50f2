import type { Attack } from "../attack.js";
import { configs } from "./configs.js";
import { hostileEvents } from "./events.js";
import { globs } from "./globs.js";
import { readersOfFiles } from "./readers.js";
import { secrets } from "./secrets.js";
import { hostileServers } from "./servers.js";
import { streams } from "./streams.js";
import { templates } from "./templates.js";
import { writersOfFiles } from "./writers.js";

/** A list a subject; a new one is added here. */
export const attacks: readonly Attack[] = [
  ...readersOfFiles,
  ...writersOfFiles,
  ...globs,
  ...templates,
  ...configs,
  ...streams,
  ...secrets,
  ...hostileEvents,
  ...hostileServers,
];
