/** What a server answered, as it can be shown: without control characters, not too long, and whatever it says, without the secrets. */
export function answerText(body: string, secrets: readonly string[]): string {
  let text = body.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
  for (const secret of secrets) if (secret.length >= 4) text = text.replaceAll(secret, "***");
  return text.length > 2000 ? `${text.slice(0, 2000)}…` : text.trim();
}
