import { visibleName } from "../../egress/visible.js";
import { pageCode } from "../../page-code.js";
import { type CampaignSummary, type Met, type ReplaySummary, sumOf } from "../../replay/summary.js";
import {
  ageWords,
  bytesWords,
  clockLines,
  identityLines,
  idsWords,
  number,
  peakWords,
  places,
  propertyLines,
  speedWords,
  tooManyAtOnce,
  unmatchedWords,
  whatWasRead,
} from "../../report/replay-words.js";
import { type Html, html, rawHtml } from "../../source/html.js";
import { pageHead } from "../../source/page-head.js";
import { outcomePlot, ratePlot } from "./rate-plot.js";

/** The report as one file that needs nothing else and asks nobody for anything: plots and a table first, the details after. */
export function htmlReport(summary: ReplaySummary): string {
  const code = pageCode("replay");
  const { campaigns, span, rate } = summary;
  return html`<!doctype html>
<html lang="en">
<head>
${pageHead("Replay", code)}
</head>
<body>
<header class="bar"><div class="brand"><h1>Replay</h1><p>${whatWasRead(summary)}${span ? ` · ${span.from} to ${span.to}` : ""}</p></div></header>
<main>
<h2>What would be sent</h2>
<div class="tools" data-filter-for="campaigns" data-filter-label="Find a campaign …"></div>
<div class="scroll" tabindex="0" role="region" aria-label="Campaigns">
<table id="campaigns"><thead><tr><th scope="col">Campaign</th><th scope="col">Events</th><th scope="col">Sent</th><th scope="col">Aborted</th><th scope="col">Broken</th><th scope="col">Against the contract</th><th scope="col">Payload</th><th scope="col">A minute at most</th></tr></thead>
<tbody>
${campaigns.map(rowHtml)}
</tbody></table></div>
${rate ? rateHtml(rate, campaigns.length) : ""}
${listHtml("Changed", summary.changes)}
${listHtml(
  "No campaign forwards",
  summary.unmatched.map((one) => ({ ...one, what: unmatchedWords(one) })),
)}
${unreadHtml(summary.unread)}
${listHtml("Identity", identityLines(summary.identity))}
${listHtml("Could not be read", summary.unreadable)}
<h2>By campaign</h2>
${campaigns.map(campaignHtml)}
</main>
<script>${rawHtml(code.script)}</script>
</body>
</html>`.text;
}

function rowHtml(one: CampaignSummary, index: number): Html {
  const [aborted, broken, findings] = [sumOf(one.aborted), sumOf(one.broken), sumOf(one.findings)];
  const badge = (count: number, kind: string) =>
    count === 0
      ? html`<span class="muted">0</span>`
      : html`<span class="badge ${kind}">${number(count)}</span>`;
  return html`<tr><th scope="row"><a href="#c${index + 1}"><bdi>${one.campaign}</bdi></a>${
    one.seen > 0
      ? outcomePlot([
          { name: "sent", count: one.sent, kind: "good" },
          { name: "aborted", count: aborted, kind: "warn" },
          { name: "broken", count: broken, kind: "bad" },
        ])
      : ""
  }</th><td>${number(one.seen)}</td><td>${number(one.sent)}</td><td>${badge(aborted, "warn")}</td><td>${badge(broken, "bad")}</td><td>${badge(findings, "warn")}</td><td>${bytesWords(one)}</td><td>${one.rate ? number(one.rate.peak.events) : ""}</td></tr>
`;
}

function rateHtml(rate: NonNullable<ReplaySummary["rate"]>, campaigns: number): Html {
  if (campaigns === 0) return html``;
  const warning = tooManyAtOnce(rate.peak.events);
  return html`<h2>Rate</h2>
<div class="box">${ratePlot(rate, "Payloads")}
<p>${peakWords(rate.peak)}.</p>${warning === undefined ? "" : html`<p class="verdict warn">${warning}.</p>`}</div>`;
}

function campaignHtml(one: CampaignSummary, index: number): Html {
  const { never, without, types } = propertyLines(one);
  const limit = speedWords(one);
  const facts: [string, string | undefined][] = [
    ["Never sent", one.sent > 0 && never.length > 0 ? never.map(visibleName).join(", ") : undefined],
    ["Ids", one.sent > 0 ? idsWords(one) : undefined],
    ["Payload", bytesWords(one)],
    ["Age", ageWords(one)],
    ["Delivery speed limit", limit?.says],
  ];
  const lists = [
    ["Broken", one.broken],
    ["Aborted", one.aborted],
    ["Against the contract", one.findings],
    ["Values that are not sent", without],
    ["Types", types],
    ["Clock", clockLines(one)],
  ] as const;
  return html`<details class="fold box" id="c${index + 1}"><summary><bdi>${one.campaign}</bdi> <span class="muted">${one.seen === 0 ? "no event" : `${number(one.seen)} events, ${number(one.sent)} sent`}</span></summary>
${one.rate ? ratePlot(one.rate, "Events") : ""}
<dl>${facts.map(([name, says]) => (says === undefined ? "" : html`<dt>${name}</dt><dd>${says}</dd>`))}</dl>
${lists.map(([heading, all]) => (all.length === 0 ? "" : html`<h3>${heading}</h3>${metHtml(all)}`))}
</details>
`;
}

const listHtml = (heading: string, all: readonly Met[]): Html =>
  all.length === 0
    ? html``
    : html`<h2>${heading}</h2>
<div class="box">${metHtml(all)}</div>`;

const metHtml = (all: readonly Met[]): Html =>
  html`<ul class="met">${all.map(
    ({ what, count, first }) =>
      html`<li>${number(count)} × <bdi>${visibleName(what)}</bdi> <span class="muted">${places(first)}</span></li>`,
  )}</ul>`;

const unreadHtml = (unread: ReplaySummary["unread"]): Html =>
  unread.length === 0
    ? html``
    : html`<h2>No campaign reads</h2>
<div class="box"><ul class="met">${unread.map(
        ({ event, properties }) =>
          html`<li><bdi>${visibleName(event)}</bdi>: ${properties.map(
            ({ what, count, types }, index) =>
              html`${index > 0 ? ", " : ""}<bdi>${visibleName(what)}</bdi> <span class="muted">(${number(count)} × ${types.join(", ")})</span>`,
          )}</li>`,
      )}</ul></div>`;
