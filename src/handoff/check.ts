import type { Config } from "../config/model/config.js";
import { type Html, html } from "../source/html.js";

/** Whether what is live is what was handed over. */
export const checkSection = ({
  brand,
}: Config): Html => html`<section id="check" class="part" aria-labelledby="check-title">
<h2 id="check-title">Check</h2>
<h3>A body</h3>
<p class="lead">Is what runs in Braze${brand === undefined ? "" : html` for <bdi>${brand}</bdi>`} what this page has? Copy the whole request body out of Braze’s composer and paste it here. Nothing leaves this page.</p>
<div class="needs-script"><label for="live-body">The body that is in Braze</label>
<textarea id="live-body" rows="10" spellcheck="false" autocomplete="off"></textarea>
<div id="live-state" role="status"></div></div>
<h3>A payload</h3>
<p class="lead">Does what somebody has sent, or means to send, fit the mapping? Paste one payload, a list of them, or one a line: each member is held to the campaign that sends it, and to what Movable Ink takes.</p>
<div class="needs-script"><label for="payload">The payload</label>
<textarea id="payload" rows="8" spellcheck="false" autocomplete="off"></textarea>
<div id="payload-state" role="status"></div></div>
<p class="no-script">This needs JavaScript, which is off here. <code>mi-braze diff --body FILE</code> and <code>mi-braze check FILE</code> say the same in a terminal.</p>
</section>
`;
