import { Minimatch, type MinimatchOptions } from "minimatch";
import { NotRead } from "../not-read.js";
import { expandBraces, mostOfPattern, shorterPatterns } from "./braces.js";

/** `*`, `?`, `**` and braces have a meaning, and nothing else: brackets are names of folders often enough. */
const options: MinimatchOptions = {
  braceExpandMax: mostOfPattern.alternatives + 1,
  nocomment: true,
  nonegate: true,
  noext: true,
};

const literally = (pattern: string): string => pattern.replace(/[[\]\\]/g, "\\$&");

/** Whether a name has a mark of a pattern. */
export const isGlob = (name: string): boolean => /[*?{]/.test(name);

/** @throws NotRead where a pattern is beyond its limits */
export function alternativesOf(pattern: string): readonly string[] {
  const expansion = expandBraces(pattern);
  if ("fault" in expansion) throw new NotRead(expansion.fault, shorterPatterns);
  return expansion.names;
}

/** Whether a name is one that a part of a pattern means, `*.json`; a dot at its beginning has to be written. */
export function nameMatcher(part: string): (name: string) => boolean {
  const matcher = new Minimatch(literally(part), { ...options, nobrace: true, noglobstar: true });
  return (name) => matcher.match(name);
}

/**
 * Of relative paths: whether one is among the files that a pattern names, or lies in a folder that it names.
 * @throws NotRead where a pattern is beyond its limits
 */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const plain = pattern
    .replaceAll("\\", "/")
    .replace(/\/+$/, "")
    .replace(/^(\.\/)+/, "");
  if (plain === "." || plain === "") return (path) => !slashed(path).startsWith("../");
  alternativesOf(plain);
  const matchers = [plain, `${plain}/**`].map(
    (one) => new Minimatch(literally(one), { ...options, dot: true }),
  );
  return (path) => matchers.some((one) => one.match(slashed(path)));
}

const slashed = (path: string): string => path.replaceAll("\\", "/");
