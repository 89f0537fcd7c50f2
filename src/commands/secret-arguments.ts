import { isUnlikeWord, namesCredential } from "../diagnostics/credential-names.js";
import { secretsIn } from "../diagnostics/secrets.js";

/** What is a credential on a command line: the path of a URL, whatever looks like one, and what follows the name of one. */
export function secretArguments(argv: readonly string[]): string[] {
  return argv.flatMap((word, index) => {
    const [, option, value] = /^--?([\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const given = option !== undefined && namesCredential(option) ? [value ?? argv[index + 1] ?? ""] : [];
    const urls = (word.match(/https?:\/\/.+/is) ?? []).filter(
      (url) => URL.canParse(url) && new URL(url).pathname.length > 1,
    );
    return [...given, ...urls, ...secretsIn(word).map(({ start, end }) => word.slice(start, end))];
  });
}

/** What is wrong with a command line, without repeating what may be a credential in the wrong place. */
export function withoutArguments(message: string, argv: readonly string[]): string {
  return argv
    .filter((word) => message.includes(word))
    .reduce((text, word) => text.replaceAll(word, shown(word)), message);
}

function shown(word: string): string {
  const at = word.indexOf("=");
  if (word.startsWith("-") && at > 0) return `${word.slice(0, at)}=…`;
  return isUnlikeWord(word) || word.includes("://") || word.length > 40 ? "…" : word;
}
