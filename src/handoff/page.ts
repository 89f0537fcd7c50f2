import type { Config } from "../config/model/config.js";
import { hashText } from "../liquid/values/digest.js";
import type { PageCode } from "../page-code.js";
import { type Html, html, rawHtml } from "../source/html.js";
import { pageHead } from "../source/page-head.js";
import { checkSection } from "./check.js";
import { helpSection } from "./help.js";
import { mappingSection } from "./mapping.js";
import { meaningText } from "./meaning.js";
import { setUpSection } from "./set-up.js";
import { trySection } from "./try.js";

/**
 * The hand-off page: all that the people in Braze's and Movable Ink's dashboards need, in one file that needs nothing
 * else and asks nobody for anything. It is whole without a script, which adds what can be clicked. The same config gives
 * the same bytes.
 */
export function handoffPage(config: Config, code: PageCode): string {
  const { brand } = config;
  const title = `${brand ?? "Braze"} → Movable Ink`;
  return html`<!doctype html>
<html lang="en" data-project="${projectOf(config)}">
<head>
${pageHead(title, code)}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bar">
<div class="brand"><h1><bdi>${brand ?? "Braze"}</bdi> → Movable Ink</h1><p>Edition <code>${hashText("sha256", config.source.text).slice(0, 8)}</code> of ${config.source.name.replace(/^.*[\\/]/, "")}</p></div>
<nav class="parts" aria-label="Parts of this page">${parts.map(([id, name]) => html`<a href="#${id}">${name}</a>`)}</nav>
<div class="actions"></div>
</header>
<div id="news" role="status"></div>
<main id="main" tabindex="-1">
${setUpSection(config)}${mappingSection(config)}${trySection(config)}${checkSection(config)}${helpSection()}</main>
<script type="application/json" id="meaning">${rawHtml(meaningText(config).replaceAll("<", "\\u003c"))}</script>
<script>${rawHtml(code.script)}</script>
</body>
</html>
`.text;
}

const parts: readonly (readonly [id: string, name: Html | string])[] = [
  ["set-up", "Set up"],
  ["mapping", "Mapping"],
  ["try", "Try it"],
  ["check", "Check"],
  ["help", "Help"],
];

/** By what a browser knows the page again, when it is generated anew: it keeps what was ticked off under that name. */
const projectOf = ({ brand, movableInk, source }: Config): string =>
  [brand ?? "", movableInk?.endpoint.env ?? "", source.name.replace(/^.*[\\/]/, "")].join(" | ");
