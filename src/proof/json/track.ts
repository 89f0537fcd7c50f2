import { withEntry } from "../domain/entries.js";
import { type Atom, minLength, type Rope, type Text } from "../domain/text.js";
import { feedRope } from "./feed.js";
import { insideString, isBetweenCharacters, type JsonState, plainEnd, step, wantsValue } from "./machine.js";
import {
  type JsonKind,
  joinMembers,
  joinNames,
  joinShapes,
  keyOfShape,
  type Member,
  type Shape,
  shapeOf,
} from "./shape.js";

/** What was read of the document so far: its open objects and arrays, and the value that is being read. */
export interface Track {
  readonly frames: readonly Frame[];
  /** The scalar that is being read. */
  readonly scalar?: Shape | undefined;
  /** The member's name that is being read; `*` when the data tells it. */
  readonly word?: string | undefined;
  /** The whole document, once it is complete. */
  readonly root?: Shape | undefined;
}

export interface Frame {
  readonly members: ReadonlyMap<string, Member>;
  /** Names that the member being read may have. */
  readonly names: readonly string[];
  /** Names that were there before. */
  readonly repeated?: ReadonlySet<string> | undefined;
  readonly items?: Shape | undefined;
}

export const emptyTrack: Track = { frames: [] };
const emptyFrame: Frame = { members: new Map(), names: [] };

/** Reads a text that is known. Faults are the machine's to tell: from one on, what is tracked means nothing. */
export function trackText(track: Track, json: JsonState, text: string): Track {
  let [here, state] = [track, json];
  for (let offset = 0; offset < text.length; offset++) {
    if (isBetweenCharacters(state)) {
      const end = plainEnd(text, offset);
      if (end > offset) here = trackString(here, state, text.slice(offset, end));
      if (end === text.length) return here;
      offset = end;
    }
    const char = text[offset]!;
    const next = step(state, char);
    if (!next) return here;
    here = trackChar(here, state, next, char);
    state = next;
  }
  return here;
}

/** More of a name or a text, as it is written. */
function trackString(track: Track, { string }: JsonState, text: string): Track {
  if (string === "text") return filled(track);
  return track.word === "*" ? track : { ...track, word: (track.word ?? "") + text };
}

/** Reads every text of a rope. */
export function trackRope(track: Track, json: JsonState, rope: Rope): Track {
  let [here, state] = [track, json];
  for (const atom of rope) {
    here =
      atom.kind === "known"
        ? trackText(here, state, atom.text)
        : atom.kind === "repeat"
          ? trackRepeat(here, state, atom.of)
          : trackAtom(here, state, atom);
    [state = json] = feedRope(state, [atom]).states;
  }
  return here;
}

/** What is repeated may not be there; what it adds is known after it was there twice. */
function trackRepeat(track: Track, json: JsonState, of: Text): Track {
  let tracks = new Map([[json, track]]);
  for (let iteration = 0; iteration < 2; iteration++) {
    const next = new Map(tracks);
    for (const [state, here] of tracks) {
      for (const rope of of) {
        const after = trackRope(here, state, rope);
        const [end = state] = feedRope(state, rope).states;
        const other = next.get(end);
        next.set(end, other ? joinTracks(other, after) : after);
      }
    }
    tracks = next;
  }
  const level = [...tracks.values()].filter(({ frames }) => frames.length === track.frames.length);
  return level.reduce(joinTracks, track);
}

function trackChar(track: Track, before: JsonState, after: JsonState, char: string): Track {
  if (before.string) {
    if (insideString(after)) return trackString(track, before, char);
    return before.string === "name"
      ? { ...track, word: undefined, frames: named(track) }
      : put(track, track.scalar);
  }
  if (before.isNumber) {
    if (after.isNumber) return /[.eE]/.test(char) ? { ...track, scalar: shapeOf(["float"]) } : track;
    // A number ends where something else begins.
    return structural(put(track, track.scalar), char);
  }
  if (before.mode.startsWith("literal:"))
    return after.mode.startsWith("literal:") ? track : put(track, track.scalar);
  if (wantsValue(before) && begins[char]) return begun(track, begins[char]);
  return structural(track, char, after);
}

const begins: Readonly<Record<string, JsonKind>> = {
  '"': "string",
  "{": "object",
  "[": "array",
  t: "boolean",
  f: "boolean",
  n: "null",
  "-": "integer",
  ...Object.fromEntries([..."0123456789"].map((digit) => [digit, "integer" as const])),
};

function begun(track: Track, kind: JsonKind): Track {
  if (kind === "object" || kind === "array") return { ...track, frames: [...track.frames, emptyFrame] };
  return { ...track, scalar: shapeOf([kind], kind === "string") };
}

function structural(track: Track, char: string, after?: JsonState): Track {
  if (char === '"' && after?.string === "name") return { ...track, word: "" };
  if (char !== "}" && char !== "]") return track;
  const closed = track.frames.at(-1);
  if (!closed) return track;
  const shape: Shape = {
    kinds: new Set([char === "}" ? "object" : "array"]),
    mayBeEmpty: false,
    members: closed.members,
    repeated: closed.repeated,
    items: closed.items,
  };
  return put({ ...track, frames: track.frames.slice(0, -1) }, shape);
}

const named = ({ frames, word = "" }: Track): readonly Frame[] => inside(frames, { names: [word] });

const inside = (frames: readonly Frame[], change: Partial<Frame>): readonly Frame[] =>
  frames.length === 0 ? frames : [...frames.slice(0, -1), { ...frames.at(-1)!, ...change }];

/** A value is complete: it is a member, an item, or the document. */
export function put(track: Track, shape: Shape = shapeOf([])): Track {
  const here = { ...track, scalar: undefined };
  const frame = track.frames.at(-1);
  if (!frame) return { ...here, root: shape };
  if (frame.names.length === 0) {
    const items = frame.items ? joinShapes(frame.items, shape) : shape;
    return { ...here, frames: inside(track.frames, { items }) };
  }
  let { members, repeated } = frame;
  for (const name of frame.names) {
    const before = members.get(name);
    // Where paths have met, a member that is not always there may belong to another path.
    if (before?.always && frame.names.length === 1 && name !== "*")
      repeated = joinNames(repeated, new Set([name]));
    members = withEntry(members, name, {
      shape: before ? joinShapes(before.shape, shape) : shape,
      always: before?.always || (frame.names.length === 1 && name !== "*"),
    });
  }
  return { ...here, frames: inside(track.frames, { members, repeated, names: [] }) };
}

/** The text that is being read is not empty. */
const filled = (track: Track): Track =>
  track.scalar?.mayBeEmpty ? { ...track, scalar: { ...track.scalar, mayBeEmpty: false } } : track;

function trackAtom(track: Track, json: JsonState, atom: Exclude<Atom, { kind: "known" | "repeat" }>): Track {
  if (json.string === "name") return { ...track, word: "*" };
  if (json.string === "text") return minLength(atom) > 0 ? filled(track) : track;
  switch (atom.kind) {
    case "integer":
      return json.isNumber && json.mode !== "minus" ? track : { ...track, scalar: shapeOf(["integer"]) };
    case "float":
      return { ...track, scalar: shapeOf(["float"]) };
    case "json":
      return put(track, jsonShape(atom.first));
    case "chars":
    case "escaped":
      // Digits: anything else was a fault.
      return wantsValue(json) && minLength(atom) > 0 ? { ...track, scalar: shapeOf(["integer"]) } : track;
  }
}

/** JSON of which only the first character is known: its members and items may be anything. */
function jsonShape(first: string): Shape {
  const kinds = new Set(
    [...first].flatMap((char): JsonKind[] => (/[-\d]/.test(char) ? ["integer", "float"] : [begins[char]!])),
  );
  return { ...shapeOf(kinds, kinds.has("string")), open: kinds.has("object") || kinds.has("array") };
}

/** Two paths in the same state of the document. */
export function joinTracks(a: Track, b: Track): Track {
  if (a === b) return a;
  const either = (left: Shape | undefined, right: Shape | undefined) =>
    left && right ? joinShapes(left, right) : (left ?? right);
  return {
    frames: a.frames.map((frame, index) => {
      const other = b.frames[index];
      if (!other || other === frame) return frame;
      return {
        members: joinMembers(frame.members, other.members),
        names: [...new Set([...frame.names, ...other.names])],
        repeated: joinNames(frame.repeated, other.repeated),
        items: either(frame.items, other.items),
      };
    }),
    scalar: either(a.scalar, b.scalar),
    word: a.word === b.word ? a.word : "*",
    root: either(a.root, b.root),
  };
}

/** The same text for equal tracks. */
export const keyOfTrack = ({ frames, scalar, word, root }: Track): string =>
  [
    ...frames.map(
      ({ members, names, repeated, items }) =>
        keyOfShape({ kinds: new Set(), mayBeEmpty: false, members, repeated, items }) +
        [...names].sort().join(","),
    ),
    scalar ? keyOfShape(scalar) : "",
    word ?? "",
    root ? keyOfShape(root) : "",
  ].join(";");
