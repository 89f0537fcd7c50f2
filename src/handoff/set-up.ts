import type { Campaign, Config } from "../config/model/config.js";
import { webhookCampaigns } from "../config/model/webhook-campaigns.js";
import { bodyOf } from "../generate/artifacts.js";
import { campaignName } from "../generate/campaign-name.js";
import { setUp } from "../generate/set-up/screens.js";
import type { Screen, SetUp, Step } from "../generate/set-up/steps.js";
import { type Html, html } from "../source/html.js";
import { inlineHtml } from "../source/html-markdown.js";
import { campaignAnchor, copyBlock, copyValue, onceAnchor } from "./parts.js";

/** What takes the place of a campaign's slug in the name of a tick; no slug looks like it. */
const once = "~once";

/** What is done once, then a campaign after the other, each a screen of Braze's dashboard at a time. */
export function setUpSection(config: Config): Html {
  const campaigns = webhookCampaigns(config);
  const setUps = campaigns.map((campaign) => setUp(config, campaign));
  const [first] = campaigns;
  return html`<section id="set-up" class="part" aria-labelledby="set-up-title">
<h2 id="set-up-title">Set up</h2>
<div class="split">
<nav class="strip" aria-label="Campaigns">
<div class="tools" data-filter-for="strip-list" data-filter-label="Find a campaign …"></div>
<ol id="strip-list">
<li><a href="#${onceAnchor}"><span class="name">Once, for all campaigns</span><span class="state" data-state="${once}"></span></a></li>
${campaigns.map(
  ({ slug }) =>
    html`<li><a href="#${campaignAnchor(slug)}"><span class="name"><bdi>${slug}</bdi></span><span class="state" data-state="${slug}"></span></a></li>\n`,
)}</ol>
</nav>
<div class="panels">
<article id="${onceAnchor}" class="panel" aria-labelledby="once-title">
<h3 id="once-title">Once, for all campaigns</h3>
<p class="lead">What has to be there before the first campaign is made. No credential is in this page, nor in any file beside it.</p>
<ol class="steps">${setUps[0]?.once.map((step) => stepItem({ at: once, step }))}</ol>
${first && nextLink(first)}</article>
${campaigns.map((campaign, index) => panel(config, campaign, setUps[index]!, campaigns[index + 1]))}</div>
</div>
</section>
`;
}

function panel(config: Config, campaign: Campaign, { screens }: SetUp, next: Campaign | undefined): Html {
  const { slug } = campaign;
  const titleId = `title-${slug}`;
  const files = new Map([["body.liquid", bodyOf(config, campaign)]]);
  return html`<article id="${campaignAnchor(slug)}" class="panel" aria-labelledby="${titleId}">
<h3 id="${titleId}"><bdi>${campaignName(config, campaign)}</bdi></h3>
${screens.map((screen, index) => screenSection(campaign, screen, index + 1, files))}${next && nextLink(next)}</article>
`;
}

const nextLink = ({ slug }: Campaign): Html =>
  html`<p class="next"><a href="#${campaignAnchor(slug)}">Next: <bdi>${slug}</bdi></a></p>`;

function screenSection(
  campaign: Campaign,
  screen: Screen,
  number: number,
  files: ReadonlyMap<string, string>,
): Html {
  const at = `${campaign.slug}/${screen.id}`;
  const items = screen.steps.map((step) => ({ at, step, files, extras: extrasOf(campaign, step) }));
  const left = items.filter(({ step }) => step.setting?.isDefault);
  return html`<section class="screen"><h4><span class="number">${number}</span> ${screen.title}</h4>
<ol class="steps">${items.filter((item) => !left.includes(item)).map(stepItem)}${
    left.length > 0 &&
    asItIs(
      at,
      left.map(({ step }) => step),
    )
  }</ol>
</section>
`;
}

/** Names that have to be spelled as the data has them, to be copied. */
function extrasOf({ trigger }: Campaign, { id }: Step): readonly string[] {
  if (id !== "trigger" || !trigger) return [];
  if (trigger.kind === "custom_event") return trigger.names;
  return trigger.kind === "purchase" && trigger.product !== undefined ? [trigger.product] : [];
}

interface Item {
  /** The campaign, and the screen. */
  readonly at: string;
  readonly step: Step;
  readonly files?: ReadonlyMap<string, string>;
  readonly extras?: readonly string[];
}

function stepItem({ at, step, files, extras = [] }: Item): Html {
  const { id, label, setting } = step;
  const notes = [
    ...(step.notes ?? []).map(noteOf),
    ...(more[id] ? [more[id]] : []),
    ...(step.inTerminal === undefined ? [] : [inlineHtml(step.inTerminal)]),
  ];
  const box = `${at}/${id}`;
  return html`<li class="step${setting ? " change" : ""}" data-step="${box}">
<input type="checkbox" id="tick/${box}" data-tick="${box}">
<div class="what"><label for="tick/${box}">${label === undefined ? inlineHtml(step.text) : html`<span class="label">${label}</span>`}</label>
${label !== undefined && html`<p class="value">${shownValue(step)}</p>`}
${extras.length > 0 && html`<p class="value">${extras.map((name) => html`${copyValue(name, name)} `)}</p>`}
${blockOf(at, step, files)}${inContentBlock(at, step, files)}
${notes.length > 0 && html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${
  setting &&
  html`<p class="muted">Braze’s default: ${inlineHtml(setting.default)}. ${inlineHtml(setting.why)} <span class="where">${setting.where}</span></p>`
}
</div></li>
`;
}

/** What nobody has to touch in a new campaign: one box for all of it. */
function asItIs(at: string, steps: readonly Step[]): Html {
  const box = `${at}/as-is`;
  return html`<li class="step leave" data-step="${box}">
<input type="checkbox" id="tick/${box}" data-tick="${box}">
<div class="what"><label for="tick/${box}">Leave ${steps.length === 1 ? "one setting" : `${steps.length} settings`} as Braze has ${steps.length === 1 ? "it" : "them"}</label>
<details class="fold"><summary>Which</summary>
<ul class="settings">${steps.map(settingItem)}</ul></details>
</div></li>
`;
}

const settingItem = ({ label, text, setting }: Step): Html =>
  html`<li><strong>${label}</strong>: ${inlineHtml(text)}${setting && html` <span class="muted">${inlineHtml(setting.why)} <span class="where">${setting.where}</span></span>`}</li>`;

/** The text of a step, with a button at each value that is copied from it: a placeholder is none. */
function shownValue({ text, copy }: Step): Html {
  if (!copy || "file" in copy) return inlineHtml(text);
  const isValue = (code: string) => code === copy.text || !/<.*>/s.test(code);
  return inlineHtml(text, (code) => (isValue(code) ? copyValue(code, code) : html`<code>${code}</code>`));
}

/** Where the page says more of a step. */
const more: Readonly<Record<string, Html>> = {
  samples: html`Both are on this page: <a href="#mapping">Mapping</a>.`,
  "mapping-confirmed": html`<a href="#mapping">Mapping</a> has a box for each line that is agreed.`,
  body: html`<a href="#check">Check</a> on this page tells whether what is there later is still the same.`,
  "test-values": html`<a href="#try">Try it</a> on this page renders any values, nested ones too.`,
  "test-send": html`<a href="#help">Help</a> knows more of each answer.`,
};

function blockOf(at: string, { copy, json }: Step, files: Item["files"]): Html | undefined {
  if (json !== undefined) return copyBlock("expected payload", json);
  if (!copy || "text" in copy) return undefined;
  const text = files?.get(copy.file);
  if (text === undefined) return undefined;
  const slug = at.replace(/\/.*$/, "");
  return html`<div class="file" data-body="${slug}">${copyBlock(`${copy.file} of ${slug}`, text)}</div>`;
}

/** The body that a Content Block has, for whoever wants to see it, and for what checks a body. */
function inContentBlock(at: string, { id, copy }: Step, files: Item["files"]): Html | undefined {
  const text = files?.get("body.liquid");
  if (id !== "body" || !copy || "file" in copy || text === undefined) return undefined;
  const slug = at.replace(/\/.*$/, "");
  return html`<details class="fold"><summary>What the Content Block has</summary>
<div class="file" data-body="${slug}" data-tag="${copy.text}">${copyBlock(`body.liquid of ${slug}`, text)}</div></details>`;
}

/** `Event property price: 19.99` has a value to copy. */
function noteOf(note: string): Html {
  const [, before, value] = /^(.*: )`([^`]+)`$/s.exec(note) ?? [];
  return before === undefined ? inlineHtml(note) : html`${inlineHtml(before)}${copyValue(value!, value!)}`;
}
