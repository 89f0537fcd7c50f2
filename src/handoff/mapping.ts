import type { Config } from "../config/model/config.js";
import {
  exampleText,
  headOf,
  type MappingField,
  type MappingSheet,
  mappingSheets,
} from "../generate/mapping-sheet.js";
import { brazeWords, idWords } from "../generate/source-words.js";
import { capital } from "../source/capital.js";
import { type Html, html } from "../source/html.js";
import { inlineHtml } from "../source/html-markdown.js";
import { jsonText } from "../source/json-text.js";
import { copyBlock } from "./parts.js";

/** What Braze has on one side and Movable Ink on the other: whoever maps the events agrees to it line by line. */
export function mappingSection(config: Config): Html {
  const sheets = mappingSheets(config);
  return html`<section id="mapping" class="part" aria-labelledby="mapping-title">
<h2 id="mapping-title">Mapping</h2>
<p class="lead">What Braze sends, and where it goes in Movable Ink. Movable Ink’s Client Experience team makes one event mapping of each table; until theirs are active, test sends are expected to fail.</p>
${identityBox(config, sheets)}
<div class="tools" data-filter-for="mapping-table" data-filter-label="Find a field, a path, a property …"></div>
<div class="scroll" tabindex="0" role="region" aria-label="Mapping table">
<table id="mapping-table" class="mapping">
<thead><tr><th scope="col">Agreed</th><th scope="col">From Braze</th><th scope="col">Movable Ink field</th><th scope="col">Path</th><th scope="col">Type</th><th scope="col">Required</th><th scope="col">If missing</th><th scope="col">Example</th></tr></thead>
${sheets.map(rowsOf)}
</table>
</div>
${typesBox}
<h3>Samples</h3>
<p>Made from the types and examples of the config, never from a user. The time is an example, too: put in a present one before you send a sample anywhere.</p>
${sheets.map(samplesOf)}
</section>
`;
}

function identityBox({ identity, timestamp, timezone, wire }: Config, sheets: readonly MappingSheet[]): Html {
  const { audience, userId, anonymousId, track } = identity;
  const { names } = wire;
  const identifies = sheets.some(({ schema }) => schema === "Identify");
  const isAnonymous = audience === "known_and_anonymous";
  const rows: [term: Html | string, words: Html][] = [
    [
      html`<code>${names.user_id}</code>`,
      html`${inlineHtml(capital(idWords(userId)))}. It must be what message links carry as <code>mi_u</code>, stay the same for a person for ever, and must not be personal data.`,
    ],
    ...(anonymousId && (isAnonymous || identifies)
      ? ([
          [
            html`<code>${names.anonymous_id}</code>`,
            html`${inlineHtml(capital(idWords(anonymousId)))}. ${!isAnonymous ? "It is sent with an identify only." : track === "both" ? "It is sent whenever there is one." : "It is sent while there is no user id."}`,
          ],
        ] as [Html, Html][])
      : []),
    [
      "Who is sent",
      isAnonymous
        ? identifies
          ? html`Known and anonymous users; an identify ties what somebody did before to the person.`
          : html`Known and anonymous users. <strong class="badge warn">no identify</strong> What somebody did before they were known stays with the anonymous id, unless another system sends an identify.`
        : html`Known users. An event of anybody else is not sent.`,
    ],
    [
      html`<code>${names.timestamp}</code>`,
      html`${inlineHtml(capital(brazeWords(timestamp)))}${timestamp.kind === "now" ? ": Braze tells no template when the event happened" : ", else the time of sending"}.`,
    ],
    [
      html`<code>${names.timezone}</code>`,
      html`${inlineHtml(capital(brazeWords(timezone.from)))}${timezone.default === undefined ? ", left out without one" : html`, else <code>${timezone.default}</code>`}.`,
    ],
  ];
  return html`<dl class="box facts">${rows.map(([term, words]) => html`<div><dt>${term}</dt><dd>${words}</dd></div>\n`)}</dl>`;
}

const rowsOf = (sheet: MappingSheet): Html => html`<tbody data-group="${sheet.campaign}">
<tr class="group"><th colspan="8" scope="rowgroup"><div class="about"><span class="name"><bdi>${sheet.campaign}</bdi></span>${sheet.confirmed ? "" : html` <span class="badge warn">not confirmed</span>`}<dl>${headOf(sheet).map(([name, words]) => html`<div><dt>${name}</dt><dd>${inlineHtml(words)}</dd></div>`)}</dl></div></th></tr>
${sheet.fields.map((field) => rowOf(sheet, field))}</tbody>
`;

const rowOf = ({ campaign }: MappingSheet, one: MappingField): Html =>
  html`<tr><td><input type="checkbox" data-tick="~mapping/${campaign}/${one.path}" aria-label="Agreed: ${campaign} ${one.path}"></td><td>${inlineHtml(one.source)}</td><td><bdi>${one.field}</bdi></td><td><code>${one.path}</code></td><td>${one.type}</td><td>${inlineHtml(one.required)}</td><td>${inlineHtml(one.missing)}</td><td>${one.example === undefined ? "" : html`<code>${exampleText(one.example)}</code>`}</td></tr>
`;

const samplesOf = ({ campaign, sample, anonymousSample }: MappingSheet): Html =>
  html`<details class="fold"><summary><bdi>${campaign}</bdi></summary>
${anonymousSample ? html`<h4>Somebody who is known</h4>` : ""}${copyBlock(`sample of ${campaign}`, jsonText(sample, 2))}
${anonymousSample ? html`<h4>Somebody who is not known yet</h4>${copyBlock(`anonymous sample of ${campaign}`, jsonText(anonymousSample, 2))}` : ""}
</details>
`;

/** What is taken for a value of each type. https://www.rfc-editor.org/rfc/rfc8259 has the notation of numbers. */
const typesBox = html`<details class="fold"><summary>What counts as missing</summary>
<p>A value that is absent, null or blank, and one that cannot become its type without loss:</p>
<table><thead><tr><th scope="col">Type</th><th scope="col">Taken</th><th scope="col">Counts as missing</th></tr></thead><tbody>
<tr><td>string, url</td><td>a string; a number or a boolean as text</td><td>a list, an object</td></tr>
<tr><td>number</td><td><code>42.5</code>, <code>"42.50"</code></td><td><code>"1,299.00"</code>, <code>"12 USD"</code>, <code>"call us"</code></td></tr>
<tr><td>integer</td><td><code>3</code>, <code>3.0</code>, <code>"3"</code></td><td><code>3.7</code>, <code>"three"</code></td></tr>
<tr><td>boolean</td><td><code>true</code>, <code>"TRUE"</code></td><td><code>1</code>, <code>"yes"</code></td></tr>
<tr><td>datetime</td><td>a string that begins with a date (<code>2024-05-01</code>), seconds or milliseconds since 1970</td><td><code>"yesterday"</code>, <code>"01.05.2024"</code></td></tr>
</tbody></table>
</details>`;
