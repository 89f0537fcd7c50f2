import { type Code, catalogue } from "../diagnostics/catalogue.js";

/** The file of a code's page in `docs/rules/`. */
export const pageFile = (code: Code): string => `${code}-${catalogue[code].name}.md`;

/** Its address: the page ships with the package. */
export const pageUrl = (code: Code): string => `https://unpkg.com/mi-braze/docs/rules/${pageFile(code)}`;
