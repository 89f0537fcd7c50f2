/**
 * Characters that a terminal obeys instead of showing, or that reorder the line they are in: controls but tab and line
 * feed, C1, and the marks of bidirectional text. A carriage return goes with the line feed after it.
 */
const obeyed =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)/g;

/** `\u{1b}` */
const escaped = (character: string): string => `\\u{${character.charCodeAt(0).toString(16)}}`;

/** The text with such characters written out. */
export const visible = (text: string): string => text.replace(obeyed, escaped);

/** A name on one line, such as that of a file. */
export const visibleName = (name: string): string => visible(name).replace(/[\t\n\r]/g, escaped);

/**
 * What a CI server would carry out: `::set-env …` at the beginning of a line, `##[group]` and its like anywhere.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
const command = /^([^\S\n]*):(?=:)/gm;
const marker = /##(?=\[|vso\[|teamcity\[)/gi;

const withoutMarkers = (text: string): string => text.replace(marker, "#\\u{23}");

/** The text, with nothing that a CI server takes for a command. */
export const withoutCommands = (text: string): string => withoutMarkers(text.replace(command, "$1\\u{3a}"));

/** Annotations of ours, each a line: of other commands, as one in a name, nothing is left. */
export const onlyAnnotations = (text: string): string =>
  withoutMarkers(
    text.replace(command, (all, _, at) => (annotation.test(text.slice(at, at + 10)) ? all : "\\u{3a}")),
  );
const annotation = /^::(?:error|warning|notice) /;

/** JSON as it can be shown: an escape stands for the same character. */
export const visibleJson = (json: string): string =>
  json
    .replace(obeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(marker, "#\\u0023");
