import { createHash } from "node:crypto";
import { jsonText } from "../../source/json-text.js";
import type { Shown, Table } from "./contents.js";

/** The sandbox's contents as a page; it does not show the credentials. */
export function page({ events, people }: Shown): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<noscript><meta http-equiv="refresh" content="5"></noscript>
<title>mi-braze sandbox</title>
<style>${css}</style>
</head>
<body>
<header><h1>mi-braze sandbox</h1><p>A local stand-in for Movable Ink's collector. ${count(events.all, "event")}, ${count(people.all, "profile")}.</p></header>
<main>
<section><h2>Profiles</h2>
${
  people.all === 0
    ? "<p>None yet.</p>"
    : `<table><thead><tr><th>user_id</th><th>anonymous ids</th><th>events</th><th>flags</th></tr></thead><tbody>
${people.rows
  .map(
    ({ person: one }) =>
      `<tr><td>${one.user_id === null ? "<i>anonymous</i>" : `<code>${escaped(one.user_id)}</code>`}</td><td>${[...one.anonymous_ids].map((id) => `<code>${escaped(id)}</code>`).join("<br>")}</td><td>${one.events}</td><td class="warn">${[...one.flags].map(escaped).join("<br>")}</td></tr>`,
  )
  .join("\n")}
</tbody></table>${pages("people", people, { events: events.before })}`
}
</section>
<section><h2>Events</h2>
${
  events.all === 0
    ? "<p>None yet. <code>mi-braze send --user fixtures/….json</code> sends one.</p>"
    : events.rows
        .map(
          (
            one,
          ) => `<details id="event-${escaped(one.request_id)}"><summary><time>${escaped(one.received)}</time> <b>${escaped(one.event ?? one.type ?? "?")}</b> <code>${escaped(one.user_id ?? one.anonymous_id ?? "nobody")}</code>${one.warnings.length > 0 ? ` <span class="warn">${count(one.warnings.length, "warning")}</span>` : ""}</summary>
${one.warnings.length > 0 ? `<ul class="warn">${one.warnings.map((text) => `<li>${escaped(text)}</li>`).join("")}</ul>` : ""}<pre>${escaped(jsonText(one.payload, 2))}</pre></details>`,
        )
        .join("\n") + pages("events", events, { people: people.before })
}
</section>
</main>
<script>${script}</script>
</body>
</html>
`;
}

/** Where the rows before and after these are; the other table stays where it is. */
function pages(
  name: string,
  { rows, before, older }: Table<unknown>,
  others: Record<string, number | undefined>,
): string {
  const link = (at: number | undefined, text: string) => {
    const query = Object.entries({ ...others, [name]: at }).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}=${value}`],
    );
    return `<a href="/${query.length > 0 ? `?${query.join("&#38;")}` : ""}">${text}</a>`;
  };
  const links = [
    ...(before === undefined ? [] : [link(undefined, "latest")]),
    ...(older === undefined ? [] : [link(older, "older")]),
  ];
  return links.length === 0 ? "" : `<nav>${rows.length} rows · ${links.join(" · ")}</nav>`;
}

const css = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}body{margin:0 auto;max-width:60rem;padding:1.5rem}h1{font-size:1.4rem;margin:0}h2{font-size:1.05rem;margin:1.5rem 0 .5rem}header p{margin:.2rem 0;opacity:.75}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #8884;overflow-wrap:anywhere}th{overflow-wrap:normal}details{border-bottom:1px solid #8884;padding:.35rem 0}summary{cursor:pointer}time{opacity:.7;font-variant-numeric:tabular-nums}code,pre{font:13px/1.5 ui-monospace,monospace}pre{overflow-x:auto;padding:.75rem;border:1px solid #8884;border-radius:6px}nav{padding:.5rem 0}.warn{color:#b45309}@media(prefers-color-scheme:dark){.warn{color:#fbbf24}}`;

/** Polls every two seconds, and keeps open what is being read. */
const script = `
const look = async () => {
  const line = document.querySelector("header p");
  try {
    const next = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    for (const { id } of document.querySelectorAll("details[open]")) {
      const same = next.getElementById(id);
      if (same) same.open = true;
    }
    const [now, then] = [document, next].map((one) => one.querySelector("main"));
    if (now.innerHTML !== then.innerHTML) now.replaceWith(then);
    line.replaceWith(next.querySelector("header p"));
  } catch {
    line.textContent = "The sandbox has stopped; its last contents are below.";
  }
  setTimeout(look, 2000);
};
setTimeout(look, 2000);
`;

/** What the page may do: its own style and script, and requests to the sandbox; nothing in an event can run. */
export const pagePolicy = `default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'; style-src 'unsafe-inline'; connect-src 'self'; script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`;

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
