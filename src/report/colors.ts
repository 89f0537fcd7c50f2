import { Chalk, type ChalkInstance } from "chalk";
import type { Host, Output } from "../host.js";

export type Colors = ChalkInstance;

/**
 * Decided once for each stream. https://no-color.org asks for a non-empty NO_COLOR; chalk leaves that to its caller.
 */
export function colorsFor(output: Output, env: Host["env"], wanted: boolean): Colors {
  const on =
    wanted &&
    !env.NO_COLOR &&
    (env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : output.isTTY && env.TERM !== "dumb");
  return new Chalk({ level: on ? 1 : 0 });
}

/** For reports that are files. */
export const noColors: Colors = new Chalk({ level: 0 });
