import type { Scratch } from "../host.js";
import { idBytes, readId, writeId } from "./hashed-ids.js";
import { type Layout, Sorted } from "./sorted.js";
import { earliest, type Spot } from "./spots.js";

/** What an id was seen with. Ids are hashed, so that none is on disk. */
export interface Tie {
  /** The one id of the other kind that it was seen with; undefined where there are none or several. */
  other: string | undefined;
  hasSeveral: boolean;
  /** Whether it was sent with an event. */
  isTracked: boolean;
  /** Whether it was sent together with a user_id. */
  isIdentified: boolean;
  first: Spot;
}

export function addTie(to: Tie, from: Tie): void {
  const isSame = to.other === undefined || from.other === undefined || to.other === from.other;
  to.hasSeveral ||= from.hasSeveral || !isSame;
  to.other = to.hasSeveral ? undefined : (to.other ?? from.other);
  to.isTracked ||= from.isTracked;
  to.isIdentified ||= from.isIdentified;
  to.first = earliest(to.first, from.first);
}

const flags = { other: 1, hasSeveral: 2, isTracked: 4, isIdentified: 8 };

/** A file's number takes four bytes, a line's eight. */
export const tieLayout: Layout<Tie> = {
  bytes: 1 + idBytes + 12,
  write({ other, hasSeveral, isTracked, isIdentified, first: [file, line] }, view, at) {
    view.setUint8(
      at,
      (other === undefined ? 0 : flags.other) +
        (hasSeveral ? flags.hasSeveral : 0) +
        (isTracked ? flags.isTracked : 0) +
        (isIdentified ? flags.isIdentified : 0),
    );
    writeId(other ?? "", view, at + 1);
    view.setUint32(at + 1 + idBytes, file);
    view.setFloat64(at + 5 + idBytes, line);
  },
  read(view, at) {
    const set = view.getUint8(at);
    const has = (flag: number) => (set & flag) !== 0;
    return {
      other: has(flags.other) ? readId(view, at + 1) : undefined,
      hasSeveral: has(flags.hasSeveral),
      isTracked: has(flags.isTracked),
      isIdentified: has(flags.isIdentified),
      first: [view.getUint32(at + 1 + idBytes), view.getFloat64(at + 5 + idBytes)],
    };
  },
  add: addTie,
};

/** Who was sent as whom: what grows with the people, not with the kinds of things that happen. */
export interface Ties {
  /** By anonymous id, the profiles that it was sent for. */
  readonly anonymous: Sorted<Tie>;
  /** By profile, what was sent as its user_id. */
  readonly profiles: Sorted<Tie>;
}

export const tieKinds = ["anonymous", "profiles"] as const satisfies readonly (keyof Ties)[];

export const newTies = (scratch: () => Scratch): Ties => ({
  anonymous: new Sorted(tieLayout, scratch),
  profiles: new Sorted(tieLayout, scratch),
});
