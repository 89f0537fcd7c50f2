import { type PageCode, pageCode } from "../../page-code.js";
import { type Html, html, rawHtml } from "../../source/html.js";
import { jsonText } from "../../source/json-text.js";
import { statusPage } from "../answers/statuses.js";
import type { Shown, Table } from "./contents.js";
import type { Person } from "./person.js";
import type { Refusal, Refusals } from "./refusals.js";
import type { SandboxEvent } from "./store.js";

/**
 * The sandbox's contents as a page; it does not show the credentials. Each place that changes while it is looked at is
 * `data-live`: the page's script fetches it anew.
 */
export function page({ events, people }: Shown, refusals: Refusals): string {
  const code = pageCode("sandbox");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<noscript><meta http-equiv="refresh" content="5"></noscript>
<title>mi-braze sandbox</title>
<link rel="icon" href="data:,">
<style>${rawHtml(code.style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bar"><div class="brand"><h1>mi-braze sandbox</h1><p>A local stand-in for Movable Ink’s collector</p></div><p id="state" class="muted" role="status" data-live>${count(events.all, "event")}, ${count(people.all, "profile")}.${refusals.count > 0 ? ` ${refusals.count} refused.` : ""}</p></header>
<main id="main" tabindex="-1">
<section aria-labelledby="refused-title"${refusals.count === 0 ? html` hidden` : ""}>
<h2 id="refused-title">Refused</h2>
<p class="lead">Nothing of these was kept. Braze sends a post again only after 408, 429 and 5XX: after any other answer the event is lost.</p>
<div class="tools" data-filter-for="refused" data-filter-label="Find a status, a word of the body …"></div>
<ul id="refused" class="rows" data-live>${refusals.latest.map(refusalRow)}</ul>
</section>
<section aria-labelledby="events-title">
<h2 id="events-title">Events</h2>
<div class="tools" data-filter-for="events" data-filter-label="Find an event, an id, a value, “warning” …"></div>
<div id="events-none" data-live>${events.all === 0 ? html`<p class="box">None yet. <code>mi-braze send --user fixtures/….json</code> sends one.</p>` : ""}</div>
<ul id="events" class="rows" data-live>${events.rows.map(eventRow)}</ul>
<div id="events-more" data-live>${pages("events", events, { people: people.before })}</div>
</section>
<section aria-labelledby="profiles-title">
<h2 id="profiles-title">Profiles</h2>
<div class="tools" data-filter-for="profiles" data-filter-label="Find an id, a flag …"></div>
<div class="scroll" tabindex="0" role="region" aria-label="Table of profiles">
<table id="profiles"><thead><tr><th scope="col">user_id</th><th scope="col">Anonymous ids</th><th scope="col">Events</th><th scope="col">Flags</th></tr></thead>
<tbody id="profile-rows" data-live>${people.all === 0 ? html`<tr><td colspan="4">None yet.</td></tr>` : people.rows.map(({ person }) => profileRow(person))}</tbody></table>
</div>
<div id="profiles-more" data-live>${pages("people", people, { events: events.before })}</div>
</section>
</main>
<script>${rawHtml(code.script)}</script>
</body>
</html>
`.text;
}

const eventRow = (one: SandboxEvent): Html => {
  const name = one.event ?? one.type ?? "?";
  return html`<li><details id="event-${one.request_id}"><summary>${timeOf(one.received)} <b><bdi>${name}</bdi></b> <code>${one.user_id ?? one.anonymous_id ?? "nobody"}</code>${one.warnings.length > 0 ? html` <span class="badge warn">${count(one.warnings.length, "warning")}</span>` : ""}</summary>
${one.warnings.length > 0 ? html`<ul class="verdict warn">${one.warnings.map((text) => html`<li>${text}</li>`)}</ul>` : ""}<pre data-copy="payload of ${name}" tabindex="0" aria-label="Payload">
${jsonText(one.payload, 2)}</pre></details></li>
`;
};

const refusalRow = ({ id, at, status, message, body }: Refusal): Html => {
  const { title, fix } = statusPage(status);
  return html`<li><details id="refused-${id}"><summary>${timeOf(at)} <span class="badge bad">${status} ${title}</span> <bdi>${message}</bdi></summary>
<p><strong>What to do.</strong> ${fix}</p>
${
  body === undefined
    ? html`<p class="muted">Its body was not read.</p>`
    : html`<pre data-copy="body" tabindex="0" aria-label="Body">
${body}</pre>`
}</details></li>
`;
};

const profileRow = (one: Person): Html =>
  html`<tr><td>${one.user_id === null ? html`<i>anonymous</i>` : html`<code>${one.user_id}</code>`}</td><td>${[...one.anonymous_ids].map((id) => html`<code>${id}</code> `)}</td><td>${one.events}</td><td class="warn">${[...one.flags].map((flag) => html`<p>${flag}</p>`)}</td></tr>
`;

/** In UTC, until the page's script makes it the reader's own. */
const timeOf = (iso: string): Html =>
  html`<time datetime="${iso}">${iso.replace("T", " ").replace(/\.\d+Z$/, " UTC")}</time>`;

/** Where the rows before and after these are; the other table stays where it is. */
function pages(
  name: string,
  { rows, before, older }: Table<unknown>,
  others: Record<string, number | undefined>,
): Html | undefined {
  const link = (at: number | undefined, text: string) => {
    const query = Object.entries({ ...others, [name]: at }).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}=${value}`],
    );
    return html`<a href="/${query.length > 0 ? `?${query.join("&")}` : ""}">${text}</a>`;
  };
  const links = [
    ...(before === undefined ? [] : [link(undefined, "latest")]),
    ...(older === undefined ? [] : [link(older, "older")]),
  ];
  if (links.length === 0) return undefined;
  return html`<nav aria-label="${name === "people" ? "Profiles" : "Events"}">${count(rows.length, "row")} shown${links.map((one) => html` · ${one}`)}</nav>`;
}

/** What the page may do: its own style and script, and requests to the sandbox; nothing in an event can run. */
export const pagePolicy = ({ scriptHash, styleHash }: PageCode = pageCode("sandbox")): string =>
  `default-src 'none'; script-src ${scriptHash}; style-src ${styleHash}; img-src data:; connect-src 'self'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'`;

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;
