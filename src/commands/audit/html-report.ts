import { pageCode } from "../../page-code.js";
import { countText } from "../../report/diagnostic-text.js";
import { plainStyle } from "../../report/style.js";
import { type Html, html, rawHtml } from "../../source/html.js";
import { inlineHtml } from "../../source/html-markdown.js";
import { pageHead } from "../../source/page-head.js";
import { type Audited, fullName, notShown } from "./audited.js";
import { type AuditRow, detailsText } from "./row.js";

/** The report as one file that needs nothing else and asks nobody for anything: the table first, the details after it. */
export async function* htmlReport({ rows, tally }: Audited): AsyncGenerator<string> {
  const code = pageCode("audit");
  const verdicts = Object.entries(tally.verdicts).filter(([, number]) => number > 0);
  yield html`<!doctype html>
<html lang="en">
<head>
${pageHead("Webhooks in Braze", code)}
</head>
<body>
<header class="bar"><div class="brand"><h1>Webhooks in Braze</h1><p>${tally.webhooks} ${tally.webhooks === 1 ? "webhook" : "webhooks"}${verdicts.map(([verdict, number]) => ` · ${number} ${verdict}`)}${tally.count.errors + tally.count.warnings > 0 ? html` · ${countText(tally.count)}` : ""}</p></div></header>
<main>
<div class="tools" data-filter-for="webhooks" data-filter-label="Find a campaign, a verdict, a finding …"></div>
<div class="scroll" tabindex="0" role="region" aria-label="Webhooks">
<table id="webhooks"><thead><tr><th scope="col">Webhook</th><th scope="col">Verdict</th><th scope="col">Worst finding</th><th scope="col">To look at</th></tr></thead>
<tbody>
`.text;
  let index = 0;
  for await (const row of rows()) yield rowHtml(row, ++index).text;
  yield "</tbody></table></div>\n<h2>Findings</h2>\n";
  index = 0;
  for await (const row of rows()) yield detailsHtml(row, ++index).text;
  yield html`<h2>What Braze does not show</h2>
<p>Its API has nothing of these settings. Look at them in the dashboard, campaign by campaign.</p>
<ul class="settings">${notShown.map(({ setting, usual }) => html`<li>${inlineHtml(setting)} <span class="muted">(default: ${inlineHtml(usual)})</span></li>`)}</ul>
</main>
<script>${rawHtml(code.script)}</script>
</body>
</html>
`.text;
}

const kinds = { proven: "good", conditional: "warn", unknown: "warn", refuted: "bad" } as const;

function rowHtml(row: AuditRow, index: number): Html {
  const { name, message, id, verdict, worst, count, generated, remarks } = row;
  const all = count.errors + count.warnings + count.notes;
  const remarked = [...(generated ? [generated.is] : []), ...remarks];
  return html`<tr><th scope="row"><bdi>${name}</bdi>${message.name === "" ? "" : html` <span class="muted">/ <bdi>${message.name}</bdi></span>`}<br><code>${id}</code></th><td><span class="badge ${kinds[verdict]}">${verdict}</span></td><td>${worst === null ? html`<span class="muted">nothing found</span>` : html`<a href="#w${index}">${worst}</a>${all > 1 ? `, ${all - 1} more` : ""}`}</td><td>${remarked.length === 0 ? "" : html`<ul>${remarked.map((one) => html`<li>${one}</li>`)}</ul>`}</td></tr>
`;
}

function detailsHtml(row: AuditRow, index: number): Html {
  const { tags, scheduleType, worst } = row;
  if (worst === null) return html``;
  return html`<details class="fold box" id="w${index}"><summary><bdi>${fullName(row)}</bdi></summary>
${scheduleType === null && tags.length === 0 ? "" : html`<p class="muted">${scheduleType === null ? "" : html`Schedule: ${scheduleType}. `}${tags.length === 0 ? "" : html`Tags: ${tags.join(", ")}.`}</p>`}
<pre tabindex="0" aria-label="Findings">${detailsText(row, plainStyle).trimEnd()}</pre></details>
`;
}
