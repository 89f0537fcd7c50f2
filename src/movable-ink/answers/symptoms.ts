import { brazePages } from "../../braze/pages.js";
import { sources } from "../sources.js";
import { type Answer, page } from "./page.js";

const datafly = "https://docs.dataflysignal.com/integrations/cdp/movable-ink-customer-data";

/** Symptoms that come without a status. */
export const symptomPages: readonly Answer[] = [
  page({
    id: "data-not-shown",
    title: "Events arrive, but content does not show them",
    meaning:
      "The user_id of the events is not the mi_u of the message links, the mapping does not name the field, or the feed is not linked to the creative.",
    fix: "Compare one user's mi_u with the user_id in mi-braze preview; ask for the mapping's paths; check the creative's data source.",
    sources: [
      { says: "one kind of id in links and events", source: sources.oracle },
      { says: "the user_id of a known user has to equal the mi_u", source: sources.braze },
      { says: "a mapping names each field by a path", source: sources.rudderstack },
      { says: "a feed that no creative is linked to (Signal)", source: datafly },
    ],
  }),
  page({
    id: "empty-body",
    title: "The body is empty",
    meaning:
      "All that the body prints is inside a condition that did not hold, a loop over a list that is not there, or a Content Block or an answer that gave nothing.",
    fix: "Run mi-braze lint on the body: it shows a user for whom nothing is printed. Print a document in every case, or end the send with a reason: `{% abort_message('nothing to send') %}`.",
    undocumented: "what Braze logs of an empty body, and whether it sends one.",
    texts: [
      ...["message body is empty", "body is empty", "body is blank", "empty body", "body * empty"],
      ...["request body is required", "missing request body"],
    ],
    findings: ["unclosed-json", "never-sent"],
  }),
  page({
    id: "looks-wrong",
    title: "Events arrive, but look wrong",
    meaning:
      "Members are missing or blank, a price is a string or a hundred times too high, a time is off, or every event is the same: the body is JSON and does not say what is meant.",
    fix: "Run mi-braze lint --strict on the body and read the warnings; run mi-braze preview --why for one real event: it says of each member where its value comes from, or why it is missing.",
    undocumented: "what Movable Ink does with a value of another type than its schema has.",
    texts: ["wrong price", "wrong value*", "missing field*", "values are missing"],
    findings: [
      "unused-property",
      "unknown-name",
      "property-type",
      "minor-units",
      "cut-cents",
      "misleading-date-format",
      "timestamp-unit",
    ],
  }),
  page({
    id: "nothing-arrives",
    title: "No event arrives at all",
    meaning:
      "The campaign is not live or its trigger has another name, every send is aborted, the body is broken for everybody, or the endpoint refuses it.",
    fix: "Look in Braze's Message Activity Log for a status or an abort type and explain that; run mi-braze lint on the body. Names of events are case-sensitive.",
    sources: [{ says: "failed sends are in the Message Activity Log", source: brazePages.webhook }],
    texts: [
      "nothing is sent",
      "webhook not firing",
      "webhook not triggering",
      "no events",
      "webhook request failed",
      "webhook failed",
      "webhook error",
      "failed to send webhook",
      "could not send webhook",
    ],
    general: true,
    findings: ["never-sent", "liquid-syntax"],
  }),
  page({
    id: "no-url",
    title: "The webhook's address is not a URL",
    meaning:
      "What the URL field renders to for this user is not an absolute URL: it holds a space, a line break or a letter that was not encoded, lacks https://, or a value in it is blank.",
    fix: "Run mi-braze lint with url.txt beside the body, then mi-braze preview for the user; write `| url_param_escape` after each value in the URL.",
    sources: [{ says: "what a URL consists of", source: "https://www.rfc-editor.org/rfc/rfc3986" }],
    undocumented: "which words Braze has for it.",
    texts: [
      "invalid URI*",
      "invalid URL*",
      "bad URI*",
      "InvalidURIError",
      "URL is not valid",
      "URL is invalid",
      "URI must be ascii only",
      "absolute URI needed",
      "unsupported protocol scheme*",
      "malformed URL*",
    ],
    findings: ["relative-url", "space-in-url", "unescaped-in-url"],
  }),
  page({
    id: "feed-missing",
    title: "The feed does not exist, or is not linked",
    meaning:
      "With Datafly Signal: a feed that no creative is linked to shows nothing, and an unknown feed id is answered with 404.",
    fix: "Look up the feed's id on its detail page and link it to a creative.",
    sources: [{ says: "both", source: datafly }],
  }),
  page({
    id: "mapping-missing",
    title: "There is no event mapping yet",
    meaning: "Before a mapping exists and is active, test sends are expected to fail.",
    fix: "Give the sample payload in webhooks/<campaign>/ to Movable Ink's Client Experience team, and wait for their confirmation.",
    undocumented: "status and body of that failure.",
    sources: [{ says: "that test sends fail before, and whom to ask", source: sources.braze }],
  }),
  page({
    id: "only-once",
    title: "Only each user's first event arrives",
    meaning: "Re-eligibility is off, so each user is forwarded only once, ever.",
    fix: "Allow users to become re-eligible after 0 minutes.",
    sources: [
      { says: "what re-eligibility does, and that it is off by default", source: brazePages.reEligibility },
    ],
  }),
  page({
    id: "some-missing",
    title: "Some of the events are missing",
    meaning: "A control group, frequency capping, quiet hours or a body that breaks for some users.",
    fix: "Follow webhooks/<campaign>/checklist.md, and run mi-braze lint.",
    sources: [
      { says: "a control group is never sent", source: sources.braze },
      { says: "capping is on for new campaigns", source: brazePages.frequencyCapping },
      { says: "what quiet hours do to a send", source: brazePages.quietHours },
      { says: "a 4XX is not tried again", source: brazePages.webhook },
    ],
    findings: ["unescaped-text", "bare-value", "trailing-comma"],
  }),
  page({
    id: "twice",
    title: "The same event arrives twice",
    meaning:
      "Braze sends a request again after 408, 429, 5XX and a timeout, even if the first one was taken.",
    fix: "Take the timestamp from the event and not from now, so that both copies are equal, and ask Movable Ink what it does with equal events.",
    undocumented: "whether Movable Ink recognises a duplicate.",
    sources: [{ says: "what is tried again", source: brazePages.webhook }],
    texts: ["duplicate event*", "sent twice"],
    findings: ["now-as-event-time"],
  }),
];
