import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Scratch } from "../host.js";

export function openScratch(): Scratch {
  const path = join(tmpdir(), `mi-braze-${crypto.randomUUID()}`);
  const file = openSync(path, "wx+", 0o600);
  // What has no name is left behind by no crash. Where the system refuses, it is removed at the end.
  const remove = () => {
    try {
      unlinkSync(path);
      return true;
    } catch {
      return false;
    }
  };
  const isGone = remove();
  let length = 0;
  return {
    get length() {
      return length;
    },
    append(bytes) {
      for (let from = 0; from < bytes.length; )
        from += writeSync(file, bytes, from, bytes.length - from, length + from);
      length += bytes.length;
    },
    read(at, count) {
      const bytes = new Uint8Array(count);
      for (let from = 0; from < count; ) {
        const more = readSync(file, bytes, from, count - from, at + from);
        if (more === 0) throw Object.assign(new Error("it ends too early"), { code: "EIO" });
        from += more;
      }
      return bytes;
    },
    close() {
      closeSync(file);
      if (!isGone) remove();
    },
  };
}
