import { type Html, html } from "../source/html.js";

/** A text to be copied letter by letter. A reader of HTML drops the line feed after the tag, and only that one. */
export const copyBlock = (label: string, text: string): Html =>
  html`<pre class="copied" data-copy="${label}" tabindex="0" aria-label="${label}">\n${text}</pre>`;

/** The same for a short one, within a line. */
export const copyValue = (label: string, text: string): Html =>
  html`<code class="copied" data-copy="${label}">${text}</code>`;

/** The address of what is done once. */
export const onceAnchor = "once";

/** The address of a campaign's part of the page. */
export const campaignAnchor = (slug: string): string => `set-up/${slug}`;
