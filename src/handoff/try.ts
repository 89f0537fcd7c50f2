import type { Config } from "../config/model/config.js";
import { webhookCampaigns } from "../config/model/webhook-campaigns.js";
import { type Html, html } from "../source/html.js";

/** A user and an event to change, and what is sent of them. The values are made up: the page travels, fixtures do not. */
export const trySection = (
  config: Config,
): Html => html`<section id="try" class="part" aria-labelledby="try-title">
<h2 id="try-title">Try it</h2>
<p class="lead">Change what Braze knows of somebody, and see what is sent. The values to begin with are made up; nothing leaves this page.</p>
<p class="no-script">This needs JavaScript, which is off here. <code>mi-braze preview --user FILE --why</code> says the same in a terminal.</p>
<div class="needs-script">
<p class="choose"><label for="try-campaign">Campaign</label> <select id="try-campaign">${webhookCampaigns(config).map(({ slug }) => html`<option value="${slug}">${slug}</option>`)}</select></p>
<p id="try-keep" class="tools"><input type="file" id="try-load" accept=".json,application/json" aria-label="A fixture" hidden></p>
<a id="try-verdict" class="verdict" href="#try-sent"></a>
<div class="sides"><form id="try-known" class="box" aria-label="What Braze knows"></form><div id="try-sent" class="box" role="region" aria-label="What is sent" aria-live="polite"></div></div>
</div>
</section>
`;
