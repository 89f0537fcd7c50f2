import { visible } from "../../egress/visible.js";
import type { Host } from "../../host.js";

/** Asks before something that cannot be undone; without a terminal, and so without anybody to ask, the answer is no. */
export async function confirm(host: Host, question: string): Promise<boolean> {
  if (!host.terminal) {
    host.stderr.write("There is no terminal to ask at; use --yes to go on without asking.\n");
    return false;
  }
  const { confirm: ask, isCancel, updateSettings } = await import("@clack/prompts");
  // Ctrl-D ends the input, and the question would be left without an answer.
  updateSettings({ aliases: { "\x04": "cancel" } });
  const { input, output } = host.terminal;
  const ended = new AbortController();
  const end = () => ended.abort();
  input.once("end", end).once("close", end);
  const message = host.secrets.masked(visible(question));
  const answer = await ask({ message, initialValue: false, input, output, signal: ended.signal });
  input.off("end", end).off("close", end);
  return !isCancel(answer) && answer;
}
