import type { DataSource, EnvelopeMember, Precondition } from "../../config/model/config.js";

/**
 * Braze keeps the first 128 characters of an abort's reason.
 * _docs/_user_guide/data/braze_currents/event_glossary/message_engagement_events.md (webhook.Abort, abort_log)
 */
const longest = 128;

/** Why a send is called off, as Braze's log shows it. The property is named by its path in the payload. */
export const abortReason = {
  noIdentifier: (slug: string) => fit(slug, "no user_id and no anonymous_id"),
  missingId: (slug: string, id: EnvelopeMember & `${string}_id`) => fit(slug, `${id} is missing`),
  missingProperty: (slug: string, path: readonly string[]) => fit(slug, `${path.join(".")} is missing`),
  unmet: (slug: string, precondition: Precondition) => fit(slug, unmet(precondition)),
};

function unmet({ key, from, test }: Precondition): string {
  const name = unquoted(from);
  if (typeof test === "string")
    return `${name} is ${(test === "present") === (key === "only_if") ? "missing" : "there"}`;
  return `${name} is ${key === "only_if" ? "not " : ""}${choiceOf(test)}`;
}

/** Not more than a few: the reason has to fit. */
function choiceOf(values: readonly unknown[]): string {
  if (values.length > 3) return `one of ${values.length} values`;
  return values.join(" or ");
}

/** A source without the quotation marks that would end the reason. */
const unquoted = (from: DataSource): string =>
  "path" in from ? [from.kind, ...("name" in from ? [from.name] : []), ...from.path].join(".") : from.kind;

/** The end of a long path says most, so its beginning is cut. */
function fit(slug: string, what: string): string {
  const room = longest - slug.length - 2;
  const end = what.slice(what.length - Math.max(room - 1, 0)).replace(/^[\uDC00-\uDFFF]/, "");
  const shown = what.length <= room ? what : `…${end}`;
  return `${slug}: ${shown}`.slice(0, longest);
}
