import type { Host } from "../../host.js";

const mostShown = 2000;

/**
 * What a server answered, as it can be shown: without control characters, and whatever it says, without secrets. They are
 * masked before the text is cut, or the cut would leave the beginning of one.
 * @param cut whether the answer goes on
 */
export function answerText(body: string, { secrets }: Pick<Host, "secrets">, cut = false): string {
  const whole = secrets.maskedAnswer(body, cut);
  const text = whole.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "").trim();
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}
