import { asPasted, readStamp, versionOf } from "./body/stamp.js";

/** A body as it is generated today. */
export interface GeneratedBody {
  readonly slug: string;
  readonly text: string;
  /** What a campaign prints in its place, where Braze has it in a Content Block. */
  readonly tag?: string | undefined;
}

/**
 * How a body that was copied back from Braze compares to what is generated today:
 *
 * - `same`: nothing to do
 * - `block`: what prints the campaign's Content Block, whatever that holds
 * - `older`: an earlier generation, as it was generated
 * - `edited`: today's, edited since it was pasted
 * - `older-edited`: neither today's nor as any generation was
 * - `cut`: today's, with its beginning or its end lost in copying or pasting
 * - `left`: generated for a campaign that the config no longer has
 * - `unknown`: not like any body of the config
 */
export type LiveState = "same" | "block" | "older" | "edited" | "older-edited" | "cut" | "left" | "unknown";

export interface LiveBody {
  readonly state: LiveState;
  /** The campaign it is, by its first line or else by what it is most like. */
  readonly slug: string | undefined;
  /** What its first line says; undefined without such a line, or without a version in it. */
  readonly version: string | undefined;
  /** Today's body of the campaign. */
  readonly generated: { readonly text: string; readonly version: string | undefined } | undefined;
}

/** Finds the campaign of a body, and whether it is what the config means today. */
export function liveBody(text: string, bodies: readonly GeneratedBody[]): LiveBody {
  const printing = bodies.find(({ tag }) => tag !== undefined && tag === text.trim());
  if (printing)
    return {
      state: "block",
      slug: printing.slug,
      version: undefined,
      generated: { text: printing.text, version: readStamp(printing.text)?.version },
    };
  const stamp = readStamp(text);
  const body = stamp ? bodies.find(({ slug }) => slug === stamp.slug) : nearest(text, bodies);
  if (!body)
    return {
      state: stamp ? "left" : "unknown",
      slug: stamp?.slug,
      version: stamp?.version,
      generated: undefined,
    };
  const version = stamp?.version;
  const today = readStamp(body.text);
  const generated = { text: body.text, version: today?.version };
  const found = { slug: body.slug, version, generated };
  const wanted = asPasted(today?.below ?? body.text);
  const below = asPasted(stamp?.below ?? text);
  const isWhole = stamp !== undefined && stamp.before === "";
  if (isWhole && below === wanted) return { state: "same", ...found };
  if (isWhole && version !== undefined && version === versionOf(below)) return { state: "older", ...found };
  if (isCut(asPasted(text), asPasted(body.text))) return { state: "cut", ...found };
  return {
    state: version !== undefined && version === generated.version ? "edited" : "older-edited",
    ...found,
  };
}

/** Whether a text is today's but for its beginning or end. */
const isCut = (live: string, today: string): boolean => today.startsWith(live) || today.endsWith(live);

/** The body that shares most lines with a text, if it shares half of the shorter one's. */
function nearest(text: string, bodies: readonly GeneratedBody[]): GeneratedBody | undefined {
  const lines = linesOf(text);
  const likeness = (body: GeneratedBody): number => {
    const own = linesOf(body.text);
    const shared = [...lines].filter((line) => own.has(line)).length;
    return shared / Math.max(1, Math.min(lines.size, own.size));
  };
  const [best] = bodies
    .map((body) => ({ body, likeness: likeness(body) }))
    .filter((one) => one.likeness >= 0.5)
    .sort((a, b) => b.likeness - a.likeness);
  return best?.body;
}

/** Lines that say something: a bracket alone is in every body. */
const linesOf = (text: string): Set<string> =>
  new Set(
    asPasted(text)
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => /\w/.test(line)),
  );
