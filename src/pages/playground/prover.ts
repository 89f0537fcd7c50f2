import type { AsText } from "../../browser/calls.js";
import { connect, type Engine } from "../../browser/client.js";
import type { LintedSource } from "../../library/lint.js";
import type { TemplatePreview } from "../../library/preview.js";
import { isJsonObject, readJson } from "../../source/json.js";
import type { Webhook } from "./draft.js";
import { fileNames } from "./parts.js";

/** What is asked of the engine, in two workers: a user is rendered at once, however long a proof takes. */
export class Prover {
  readonly #proofs = connect(() => new Worker("engine.js"));
  readonly #answers = connect(() => new Worker("engine.js"));
  #asked: AbortController | undefined;

  /** For what is quick. */
  get engine(): Engine {
    return this.#answers;
  }

  /** Proves a webhook, and ends the proof that was asked for before: only the newest is wanted. */
  async prove(webhook: Webhook): Promise<AsText<LintedSource> | undefined> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    try {
      return await this.#proofs.call("lintSource", [webhook.body, given(webhook)], { signal: asked.signal });
    } catch (error) {
      if (asked.signal.aborted) return undefined;
      throw error;
    } finally {
      if (this.#asked === asked) this.#asked = undefined;
    }
  }

  /** The body with every fix that is safe. */
  async fixed(webhook: Webhook): Promise<string> {
    const { text } = await this.#answers.call("lintSource", [webhook.body, { ...given(webhook), fix: true }]);
    return text ?? webhook.body;
  }

  preview({ body, url, headers }: Webhook, user: string): Promise<AsText<TemplatePreview>> {
    return this.#answers.call("previewTemplate", [
      body,
      user,
      { file: fileNames.body, ...(url.trim() === "" ? {} : { url }), headers: headerTexts(headers) },
    ]);
  }
}

/** A field that is empty is a part that nobody has given. */
const given = ({ url, headers }: Webhook) => ({
  file: fileNames.body,
  ...(url.trim() === "" ? {} : { url }),
  ...(headers.trim() === "" ? {} : { headers }),
});

/** Headers that cannot be read are a finding of their own. */
function headerTexts(headers: string): Record<string, string> {
  const json = readJson(headers);
  const entries = isJsonObject(json) ? Object.entries(json) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
