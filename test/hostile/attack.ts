/** What a child process did. */
export interface Run {
  /** Null when it was ended by one of its limits. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Seconds of user and system time; absent when it was ended. */
  readonly cpu?: number;
  readonly megabytes?: number;
  /** The folder it ran in, as it is afterwards. */
  readonly folder: string;
}

export type Undo = () => void | Promise<void>;

/** One hostile input, for one command. */
export interface Attack {
  /** What it aims at; attacks of one kind differ in size, place and spelling. */
  readonly kind: string;
  readonly variant: string;
  /** Files of the folder that the command runs in. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Makes what is not a plain file: links, pipes, modes, a server. A function that it returns undoes what is not in the folder. */
  readonly prepare?: (folder: string) => unknown;
  readonly argv: readonly string[];
  /** Where its output goes, as a shell writes it; its exit code is then told on stderr. */
  readonly into?: string;
  /** Beside what every child has; read when it starts. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Node's HTTP client asks for more addresses than a child is given, and does not use them. */
  readonly usesNetwork?: boolean;
  readonly stdin?: string | Uint8Array;
  /** Whether it may take more than its share as long as it says which limit it met. */
  readonly saysLimit?: RegExp;
  /** What else has to be so; throws where it is not. */
  readonly holds?: (run: Run) => void | Promise<void>;
}
