import type { PageCode } from "../page-code.js";
import { type Html, html, rawHtml } from "./html.js";

/** Its own code and nothing else: no request to anybody, and no script that came with somebody's data. */
const closedPolicy = ({ scriptHash, styleHash }: PageCode): string =>
  `default-src 'none'; script-src ${scriptHash}; style-src ${styleHash}; img-src data:; base-uri 'none'; form-action 'none'`;

/** What is in the head of a page that is one file and asks nobody for anything. */
export const pageHead = (title: string, code: PageCode): Html => html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${closedPolicy(code)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${rawHtml(code.style)}</style>`;
