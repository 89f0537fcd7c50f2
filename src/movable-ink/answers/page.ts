/** What a source says in support of a page, and where it says so. */
export interface Cited {
  readonly says: string;
  readonly source: string;
}

/** What something means that is met on an event's way to Movable Ink. */
export interface Answer {
  /** A status, a Braze abort type, a name of ours for an error's text or for a symptom. */
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
  /** What no source says, so that nobody takes it for documented. */
  readonly undocumented?: string | undefined;
  readonly sources: readonly Cited[];
  /** Texts by which logs and error messages tell of it; `*` stands for anything. */
  readonly texts: readonly string[];
  /** Whether its texts are in errors of many kinds, so that a page of one of them says more. */
  readonly general?: boolean | undefined;
  /** Names of the findings that tell of it before it is sent. */
  readonly findings: readonly string[];
}

type Parts = Omit<Answer, "sources" | "texts" | "findings"> & Partial<Answer>;

export const page = ({ sources = [], texts = [], findings = [], ...rest }: Parts): Answer => ({
  ...rest,
  sources,
  texts,
  findings,
});

/** Whether every sentence of its meaning has a source. */
export const isDocumented = ({ undocumented }: Answer): boolean => undocumented === undefined;
