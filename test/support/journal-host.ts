import { randomUUID } from "node:crypto";
import type { LockHost } from "../../src/movable-ink/sandbox/journal-lock.js";

/** A process with a number, in one container or another, that takes some numbers for those of processes that run. */
export const journalHost = (own = process.pid, running: readonly number[] = [own], where = "0a0a0a0a") =>
  ({
    processes: { own, where, isRunning: (id: number) => running.includes(id) },
    uuid: randomUUID,
    now: () => new Date(),
    sleep: async () => {},
  }) satisfies LockHost;
