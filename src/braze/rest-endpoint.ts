import { nearest } from "../diagnostics/suggest.js";
import { isLoopback } from "../source/loopback.js";

/**
 * Where Braze's REST API is, by instance; newer instances may have others.
 * https://www.braze.com/docs/api/basics
 */
const restHosts: readonly string[] = [
  ...["01", "02", "03", "04", "05", "06", "07", "08", "10"].map((number) => `rest.iad-${number}.braze.com`),
  "rest.us-10.braze.com",
  "rest.fra-01.braze.eu",
  "rest.fra-02.braze.eu",
  "rest.au-01.braze.com",
];

/** The origin that an address of the REST API comes to, or why it is none. */
export type RestEndpoint =
  | { readonly origin: string; readonly isKnown: boolean }
  | { readonly fault: string; readonly next: string };

export function readRestEndpoint(text: string): RestEndpoint {
  const url = urlOf(text.trim());
  if (!url) return { fault: "is not a URL", next: `Write it like ${usual}.` };
  if (url.username !== "" || url.password !== "")
    return { fault: "has a user name or password in it", next: "The key is what api_key names." };
  if (url.pathname.replace(/\/+$/, "") !== "" || url.search !== "" || url.hash !== "")
    return { fault: "has more than a host in it", next: `Write the host alone, like ${url.origin}.` };
  const local = isLoopback(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && local))
    return {
      fault: `begins with ${url.protocol}, so the key would be readable in transit`,
      next: "Use https:; plain http: is allowed to this machine only.",
    };
  if (/^(dashboard|sdk)\b.*\.braze\.(com|eu)$/.test(url.hostname))
    return {
      fault: `is an address of the ${url.hostname.startsWith("sdk") ? "SDK" : "dashboard"}`,
      next: "Each instance has a REST endpoint of its own that begins with rest.: Braze shows it under Settings, APIs and Identifiers.",
    };
  return { origin: url.origin, isKnown: local || restHosts.includes(url.host) };
}

/** What may be meant by a host that is none of Braze's. */
export const nearestHost = (origin: string): string | undefined => {
  const found = nearest(new URL(origin).host, restHosts);
  return found === undefined ? undefined : `https://${found}`;
};

const usual = `https://${restHosts[0]}`;

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
