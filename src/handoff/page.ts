import type { Config } from "../config/model/config.js";
import { webhookCampaigns } from "../generate/artifacts.js";
import { campaignName } from "../generate/campaign-name.js";
import type { PageCode } from "../page-code.js";
import { html, rawHtml } from "../source/html.js";

/**
 * The hand-off page: all that the people in Braze's and Movable Ink's dashboards need, in one file that needs nothing
 * else and asks nobody for anything. The same config gives the same bytes.
 */
export function handoffPage(config: Config, code: PageCode): string {
  const title = [config.brand, "Movable Ink"].filter(Boolean).join(" → ");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(code)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${rawHtml(code.style)}</style>
</head>
<body>
<main>
<h1><bdi>${title}</bdi></h1>
${webhookCampaigns(config).map((campaign) => html`<h2><bdi>${campaignName(config, campaign)}</bdi></h2>\n`)}</main>
<script>${rawHtml(code.script)}</script>
</body>
</html>
`.text;
}

/** Its own code and nothing else: no request to anybody, and no script that came with somebody's data. */
const policy = ({ scriptHash, styleHash }: PageCode): string =>
  `default-src 'none'; script-src ${scriptHash}; style-src ${styleHash}; img-src data:; base-uri 'none'; form-action 'none'`;
