import type { Host } from "../../host.js";

/** Asks before something that cannot be undone; without a terminal, and so without anybody to ask, the answer is no. */
export async function confirm(host: Host, question: string): Promise<boolean> {
  if (!host.terminal) {
    host.stderr.write("There is no terminal to ask at; use --yes to go on without asking.\n");
    return false;
  }
  const { confirm: ask, isCancel } = await import("@clack/prompts");
  const { input, output } = host.terminal;
  const answer = await ask({ message: question, initialValue: false, input, output });
  return !isCancel(answer) && answer;
}
