import { answerGroups } from "../movable-ink/answers/groups.js";
import { type Answer, isDocumented } from "../movable-ink/answers/page.js";
import { type Html, html } from "../source/html.js";

/** What answers and errors mean, and what to do: the pages of `mi-braze explain`, found by whatever was pasted. */
export const helpSection = (): Html => html`<section id="help" class="part" aria-labelledby="help-title">
<h2 id="help-title">Help</h2>
<p class="lead">Paste what you see: a status, an entry of the Message Activity Log, the text of an error, or say it in your own words.</p>
<div class="needs-script"><label for="help-words">What do you see?</label>
<textarea id="help-words" rows="2" spellcheck="false"></textarea>
<p id="help-found" role="status"></p></div>
<div id="help-first"></div>
${[...answerGroups].reverse().map(
  ({ title, pages }) => html`<section class="answers"><h3>${title}</h3>
${pages.map(answer)}</section>
`,
)}</section>
`;

/** A status or an abort type is what people see; other ids are ours. */
const isTheirName = /^\d+$|_/;

const answer = (page: Answer): Html =>
  html`<details class="fold answer" id="help/${page.id}" data-id="${page.id}"${page.general ? html` data-general` : ""} data-texts="${page.texts.join("\n")}"><summary>${isTheirName.test(page.id) ? `${page.id}: ` : ""}<span class="title">${page.title}</span></summary>
<p class="meaning">${page.meaning}</p>
<p class="fix"><strong>What to do.</strong> ${page.fix}</p>
${isDocumented(page) ? "" : html`<p class="muted">Not documented: ${page.undocumented}</p>`}
${page.sources.length > 0 ? html`<ul class="muted sources">${page.sources.map(({ says, source }) => html`<li>${says}: <a href="${source}" target="_blank" rel="noopener noreferrer">${source}</a></li>`)}</ul>` : ""}
</details>
`;
