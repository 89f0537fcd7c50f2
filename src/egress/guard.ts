import type { Host, Output, Pieces } from "../host.js";
import { isJson } from "../source/json.js";
import { withNumbers } from "../source/json-numbers.js";
import { quoted } from "../source/json-text.js";
import { Secrets } from "./secrets.js";
import { onlyAnnotations, visible, visibleJson, withoutCommands } from "./visible.js";

/**
 * The host as commands get it: whatever they print or write leaves through here, so that none can forget to mask a
 * secret or to write out a character that a terminal obeys.
 */
export function guarded(outside: Omit<Host, "secrets">): Host {
  const secrets = new Secrets();
  // Colours are marked by something that no text from outside can hold, and become codes at the end.
  const mark = `\ufdd0${outside.uuid()};`;
  const output = (stream: Output): Output => ({
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
    mark,
    write: (text, { commands = false } = {}) => {
      stream.write(hidden(harmless(text, commands).replaceAll(mark, "\u001b["), secrets));
    },
    writeFile: (text) => stream.writeFile(text),
  });
  // A config names variables: `constructor` is one that is not set. Each is asked for by its name, since what is asked is remembered.
  const isInherited = (all: Host["env"], name: string | symbol) =>
    name in Object.prototype && !Object.hasOwn(all, name);
  const env = new Proxy(outside.env, {
    get: (all, name) => (isInherited(all, name) ? undefined : all[String(name)]),
    has: (all, name) => !isInherited(all, name) && name in all,
  });
  const guarded = (file: Pieces): Pieces => ({
    ...file,
    write: async (text) => {
      if (secrets.masked(text) !== text) throw new HoldsCredential();
      return file.write(text);
    },
  });
  const { cwd, stdin, fetch, run, processes, now, uuid, sleep, bounded, ended } = outside;
  return {
    ...{ cwd, env, stdin, fetch, run, processes, now, uuid, sleep, bounded, ended },
    // To ask for it opens stdin.
    get terminal() {
      return outside.terminal;
    },
    secrets,
    stdout: output(outside.stdout),
    stderr: output(outside.stderr),
    files: {
      ...outside.files,
      write: async (path, text, options = {}) => {
        if (!options.asIs && secrets.masked(text) !== text) throw new HoldsCredential();
        return outside.files.write(path, text, options);
      },
      create: async (path, options) => guarded(await outside.files.create(path, options)),
      append: async (path) => guarded(await outside.files.append(path)),
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
  const shown = (commands ? onlyAnnotations : withoutCommands)(visible(text));
  return shown !== text && isDocument(text) ? visibleJson(text) : shown;
}

/** The text without secrets; JSON stays JSON. */
function hidden(text: string, secrets: Secrets): string {
  const shown = secrets.masked(text);
  if (shown === text || !isDocument(text) || isDocument(shown)) return shown;
  // A number was a secret: it becomes a text.
  const isSecret = (number: string) => secrets.masked(number) !== number;
  return secrets.masked(withNumbers(text, (number) => (isSecret(number) ? quoted(number) : number)));
}

const isDocument = (text: string): boolean => /^\s*[[{]/.test(text) && isJson(text);
