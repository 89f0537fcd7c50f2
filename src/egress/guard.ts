import type { Host, Output } from "../host.js";
import { Secrets } from "./secrets.js";
import { visible, visibleJson, withoutCommands } from "./visible.js";

/**
 * The host as commands get it: whatever they print or write leaves through here, so that none can forget to mask a
 * secret or to write out a character that a terminal obeys.
 */
export function guarded(outside: Omit<Host, "secrets">): Host {
  const secrets = new Secrets();
  // Colours are marked by something that no text from outside can hold, and become codes at the end.
  const mark = `\ufdd0${outside.uuid()};`;
  const output = (stream: Output): Output => ({
    isTTY: stream.isTTY,
    columns: stream.columns,
    mark,
    write: (text, { commands = false } = {}) => {
      stream.write(hidden(harmless(text, commands).replaceAll(mark, "\u001b["), secrets));
    },
    writeFile: (text) => stream.writeFile(text),
  });
  return {
    ...outside,
    secrets,
    stdout: output(outside.stdout),
    stderr: output(outside.stderr),
    files: {
      ...outside.files,
      write: async (path, text, options = {}) => {
        if (!options.asIs && secrets.masked(text) !== text) throw new HoldsCredential();
        return outside.files.write(path, text, options);
      },
    },
  };
}

/** Why a file is not written; it has a `code` like the errors of the file system. */
class HoldsCredential extends Error {
  readonly code = "EHOLDSCREDENTIAL";

  constructor() {
    super("the text holds a credential");
  }
}

/** The text with nothing that a terminal or a CI server obeys. */
function harmless(text: string, commands: boolean): string {
  const shown = commands ? visible(text) : withoutCommands(visible(text));
  return shown !== text && isJson(text) ? visibleJson(text) : shown;
}

/** The text without secrets; JSON stays JSON. */
function hidden(text: string, secrets: Secrets): string {
  const shown = secrets.masked(text);
  if (shown === text || !isJson(text) || isJson(shown)) return shown;
  // A number was a secret: it becomes a text.
  const value = JSON.parse(text, (_, one: unknown) =>
    typeof one === "number" && secrets.masked(String(one)) !== String(one) ? String(one) : one,
  );
  return `${secrets.masked(JSON.stringify(value, null, 2))}\n`;
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
