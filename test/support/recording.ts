import { createHash } from "node:crypto";
import type { Scope } from "../../src/liquid/runtime/scope.js";
import type { Json } from "../../src/source/json.js";
import { scopeLine } from "../oracle/ruby.js";
import { adversarialScope } from "./adversary.js";
import { type Answer, canonical } from "./answer.js";
import type { Body } from "./bodies.js";
import { Random } from "./random.js";

/** Answers of Ruby Liquid to every body, small enough to commit: hashes of all, and some in full to be read. */
export interface Recording {
  /** Versions of Ruby and its libraries. */
  readonly engine: string;
  readonly seed: number;
  /** Users for each body. */
  readonly users: number;
  readonly bodies: { readonly [name: string]: RecordedBody };
}

export interface RecordedBody {
  /** SHA-256 of what was asked: the body and the users. When it differs, the recording is old. */
  readonly asked: string;
  readonly sent: number;
  readonly aborted: number;
  /** SHA-256 over the canonical answers, one a line. */
  readonly answers: string;
  /** SHA-256 over the texts as rendered, to the byte. */
  readonly texts: string;
  /** Four hexadecimal digits of each answer's own hash, to find the first user that differs. */
  readonly each: string;
  /** The first few answers of each outcome, by the user's number. */
  readonly shown: { readonly [user: string]: { readonly payload: Json } | { readonly abort: string } };
}

export type Rendered = { readonly text: string } | { readonly abort: string };

/** The same users each time, values of every type at every source that the body reads. */
export function usersOf({ config, campaign }: Body, seed: number, users: number): Scope[] {
  const random = new Random(seed);
  return Array.from({ length: users }, () => adversarialScope(config, campaign, random));
}

export const askedOf = (body: Body, scopes: readonly Scope[]) =>
  hash([body.text, ...scopes.map(scopeLine)].join("\n"));

export const answersHash = (answers: readonly Answer[]) => hash(answers.map(canonical).join("\n"));
export const textsHash = (all: readonly Rendered[]) => hash(all.map((one) => JSON.stringify(one)).join("\n"));
export const eachHash = (answers: readonly Answer[]) =>
  answers.map((answer) => hash(canonical(answer)).slice(0, 4)).join("");

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
