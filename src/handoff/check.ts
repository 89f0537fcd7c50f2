import type { Config } from "../config/model/config.js";
import { type Html, html } from "../source/html.js";

/** Whether what is live is what was handed over. */
export const checkSection = ({
  brand,
}: Config): Html => html`<section id="check" class="part" aria-labelledby="check-title">
<h2 id="check-title">Check</h2>
<p class="lead">Is what runs in Braze${brand === undefined ? "" : html` for <bdi>${brand}</bdi>`} what this page has? Copy the whole request body out of Braze’s composer and paste it here. Nothing leaves this page.</p>
<div class="needs-script"><label for="live-body">The body that is in Braze</label>
<textarea id="live-body" rows="10" spellcheck="false" autocomplete="off"></textarea>
<div id="live-state" role="status"></div></div>
<p class="no-script">This needs JavaScript, which is off here. <code>mi-braze diff --body FILE</code> says the same in a terminal.</p>
</section>
`;
