/** A person, as far as the ids show. */
export interface Person {
  user_id: string | null;
  readonly anonymous_ids: Set<string>;
  /** How many events are theirs. */
  events: number;
  readonly flags: Set<string>;
}

/** What a number stands for: a person, or the number of the person whom an anonymous one turned out to be. */
export type Entry = Person | number;

export interface Ids {
  readonly user_id: string | null;
  readonly anonymous_id: string | null;
}

/** The kind of an id and the id, as what it is found by. */
export const keys = {
  known: (user_id: string): string => `u${user_id}`,
  anonymous: (anonymous_id: string): string => `a${anonymous_id}`,
};
