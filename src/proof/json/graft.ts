import type { JsonState } from "./machine.js";
import { joinShapes } from "./shape.js";
import { type Frame, keyOfTrack, put, type Track } from "./track.js";

/**
 * A track without what is in the document ahead of it, as far as what comes next has no say in that: so the same loop
 * or Content Block finds the same track, wherever in the document it is.
 */
export interface Cutting {
  readonly track: Track;
  /** The same text for the same cutting. */
  readonly key: string;
  /** What goes on in the innermost container: items of an array, the value of a member, or members of an object. */
  readonly inside: "items" | "value" | "members" | "nothing";
}

/** The names stay: what is printed is told by its path. */
const emptied = ({ names }: Frame): Frame => ({ members: new Map(), names });

export function cut(track: Track, json: JsonState): Cutting {
  const top = track.frames.at(-1);
  const inside =
    top === undefined
      ? "nothing"
      : json.stack.at(-1) === "["
        ? "items"
        : top.names.length > 0
          ? "value"
          : "members";
  const frames = track.frames.map((frame, index) =>
    inside === "members" && index === track.frames.length - 1 ? frame : emptied(frame),
  );
  const nameless = frames.map((frame) => (frame === top ? frame : { ...frame, names: [] }));
  return {
    track: { ...track, frames },
    key: `${inside} ${keyOfTrack({ ...track, frames: nameless })}`,
    inside,
  };
}

/**
 * What has come of a cutting, in the place of another one with the same key; undefined where it has changed what was cut
 * away.
 */
export function graft(onto: Track, cutting: Cutting, grown: Track): Track | undefined {
  const last = onto.frames.length - 1;
  if (grown.root !== cutting.track.root) return undefined;
  if (last < 0) return grown;
  for (let index = 0; index < last; index++)
    if (grown.frames[index] !== cutting.track.frames[index]) return undefined;
  const innermost = grown.frames[last];
  const top = innermost && topOf(onto, cutting, innermost);
  return top && { ...grown, frames: [...onto.frames.slice(0, last), top, ...grown.frames.slice(last + 1)] };
}

function topOf(onto: Track, { track, inside }: Cutting, grown: Frame): Frame | undefined {
  const before = onto.frames.at(-1)!;
  const from = track.frames.at(-1)!;
  if (inside === "members") return grown;
  if (grown === from) return before;
  const { members, names, repeated, items } = grown;
  if (repeated || names.length > 0) return undefined;
  if (inside === "items") {
    if (members.size > 0) return undefined;
    return items && before.items
      ? { ...before, items: joinShapes(before.items, items) }
      : { ...before, items };
  }
  const value = members.get(from.names[0]!);
  const only = from.names.every((name) => members.get(name)?.shape === value?.shape);
  if (!value || !only || items || members.size !== from.names.length) return undefined;
  return put(onto, value.shape).frames.at(-1);
}
