import type { Host } from "../host.js";

/** Everything outside, as the process has it. */
export type Outside = Omit<Host, "secrets">;

/** Something that a run wants to know of what is outside, and that decides what it prints. */
export type Question =
  | { readonly what: "read"; readonly path: string; readonly most: number }
  | { readonly what: "list" | "kind" | "real"; readonly path: string }
  | { readonly what: "env" | "isSet"; readonly name: string }
  | { readonly what: "isTTY" | "columns"; readonly stream: "stdout" | "stderr" };

/** SHA-256, in hexadecimal digits. */
export type Digest = (content: string | Uint8Array) => string;

/** What tells one answer from another. Of what a file holds it is a digest, so that nothing of it is kept. */
export const answered = {
  read: (bytes: Uint8Array, digest: Digest) => digest(bytes),
  list: (names: readonly string[]) => names.join("\0"),
  value: (value: string | number | boolean | undefined) => (value === undefined ? "" : `=${value}`),
  /** That a file cannot be read is an answer, too. */
  refused: (error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    return `refused: ${code ?? message}`;
  },
} as const;

/** The answer as it is now. */
export async function answerTo(outside: Outside, question: Question, digest: Digest): Promise<string> {
  const { files, env } = outside;
  try {
    switch (question.what) {
      case "read":
        return answered.read(await files.read(question.path, question.most), digest);
      case "list":
        return answered.list(await files.list(question.path));
      case "kind":
        return answered.value(await files.kind(question.path));
      case "real":
        return answered.value(await files.real(question.path));
      case "env":
        return answered.value(env[question.name]);
      case "isSet":
        return answered.value(question.name in env);
      case "isTTY":
        return answered.value(outside[question.stream].isTTY);
      case "columns":
        return answered.value(outside[question.stream].columns);
    }
  } catch (error) {
    return answered.refused(error);
  }
}
