import { closeOfBraces, referenceEnd } from "../scanner.js";
import type { Braced, InterpolatedText, Interpolation, TagOption } from "../template.js";
import { parseExpression, parseFiltered } from "./expression.js";
import { Markup } from "./markup.js";

/** Text in which `{{ … }}` and `${name}` are evaluated, also inside quotes: a URL, a header, an id. Local offsets. */
function parseInterpolation(markup: Markup, start: number, end: number): Interpolation {
  const raw = markup.slice(0, end);
  const parts: (Braced | InterpolatedText)[] = [];
  let from = start;
  const text = (to: number) => {
    if (to > from) parts.push({ kind: "text", ...markup.place(from, to), value: raw.slice(from, to) });
  };
  for (let i = start; i < end; i++) {
    const [c, next] = [raw[i], raw[i + 1]];
    if (c === "{" && next === "{") {
      const close = closeOfBraces(raw, i, end, markup.findings.limits.expression);
      if (typeof close !== "number") {
        markup.findings.error(markup.place(i, i + 2), "this `{{` is never closed inside its tag");
        continue;
      }
      text(i);
      const inner = markup.within({
        kind: "braced",
        start: i,
        end: close,
        inner: { start: i + 2, end: close - 2 },
      });
      parts.push({
        kind: "braced",
        ...markup.place(i, close),
        value: parseFiltered(inner, { within: "braces" }),
      });
      from = close;
      i = close - 1;
    } else if (c === "$" && next === "{") {
      const close = referenceEnd(raw, i, "}}");
      if (close < 0) continue;
      const namespace = /([a-z_]+)\.$/.exec(raw.slice(from, i));
      const at = namespace && markup.findings.namespaces.has(namespace[1]!) ? i - namespace[0].length : i;
      text(at);
      const { start: base } = markup.range;
      const inner = new Markup(
        markup.findings,
        { start: base + at, end: base + close + 1 },
        markup.depth + 1,
      );
      const place = markup.place(at, close + 1);
      const value = parseExpression(inner, 0, inner.text.length);
      parts.push({ kind: "braced", ...place, value: { kind: "filtered", ...place, value, filters: [] } });
      from = close + 1;
      i = close;
    }
  }
  text(end);
  return { kind: "interpolation", ...markup.place(start, end), parts };
}

/**
 * The words of a Braze tag and its `:option value` pairs. Braces keep their white space; a value runs to the next option.
 * What looks like an option and is none of the tag's is `unknown`.
 */
export function parseWords(
  markup: Markup,
  known: Readonly<Record<string, "value" | "flag">>,
): {
  readonly words: readonly Interpolation[];
  readonly options: readonly TagOption[];
  readonly unknown: readonly TagOption[];
} {
  const spans = wordSpans(markup);
  const isOption = ({ start, end }: { start: number; end: number }) =>
    /^:[a-z][a-z_-]*$/i.test(markup.slice(start, end));
  const words: Interpolation[] = [];
  const options: TagOption[] = [];
  const unknown: TagOption[] = [];
  let i = 0;
  for (; i < spans.length && !isOption(spans[i]!); i++)
    words.push(parseInterpolation(markup, spans[i]!.start, spans[i]!.end));
  while (i < spans.length) {
    const name = spans[i]!;
    let next = i + 1;
    const text = markup.slice(name.start + 1, name.end);
    const isKnown = Object.hasOwn(known, text);
    const flag = isKnown && known[text] === "flag";
    while (!flag && next < spans.length && !isOption(spans[next]!)) next++;
    const last = spans[next - 1]!;
    (isKnown ? options : unknown).push({
      kind: "option",
      ...markup.place(name.start, last.end),
      name: markup.name(text, name.start, name.end),
      value: next > i + 1 ? parseInterpolation(markup, spans[i + 1]!.start, last.end) : undefined,
    });
    i = next;
    // words after a flag belong to nothing
    while (flag && i < spans.length && !isOption(spans[i]!))
      words.push(parseInterpolation(markup, spans[i]!.start, spans[i++]!.end));
  }
  return { words, options, unknown };
}

/** Stretches without white space, braces and quoted texts in one piece. */
function wordSpans(markup: Markup): { start: number; end: number }[] {
  const raw = markup.slice(0, markup.text.length);
  const spans: { start: number; end: number }[] = [];
  for (let i = 0; i < raw.length; ) {
    if (isWhite(raw[i]!)) {
      i++;
      continue;
    }
    const start = i;
    while (i < raw.length && !isWhite(raw[i]!)) {
      const close = raw.startsWith("{{", i)
        ? closeOfBraces(raw, i, raw.length, markup.findings.limits.expression)
        : undefined;
      const quote = raw[i] === '"' || raw[i] === "'" ? raw.indexOf(raw[i]!, i + 1) : -1;
      i = typeof close === "number" ? close : quote >= 0 ? quote + 1 : i + 1;
    }
    spans.push({ start, end: i });
  }
  return spans;
}

const isWhite = (c: string) => c === " " || (c >= "\t" && c <= "\r");
