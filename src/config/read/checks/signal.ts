import { codePoint } from "../../../source/invisible.js";
import { configValue, insecureEndpoint } from "../../findings.js";
import { at, textAt } from "../../tree.js";
import { typeOf } from "./campaigns.js";
import type { CheckRun } from "./context.js";

/**
 * The management API's URL for a `base_url`: Datafly's pages use the bare origin, `…/v1/admin` and `…/api/v1/admin`. Undefined
 * if it is none of these.
 */
export function adminUrl(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return undefined;
  }
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    return undefined;
  const path = url.pathname.replace(/\/+$/, "");
  if (path === "") return `${url.origin}/v1/admin`;
  return path === "/v1/admin" || path === "/api/v1/admin" ? `${url.origin}${path}` : undefined;
}

const isLocal = (url: string): boolean => /^http:\/\/(localhost|127(\.\d+){3}|\[::1\])[:/]/.test(url);

/** What goes to Signal, and into a script. */
const texts = [
  ["signal", "name"],
  ["signal", "variant"],
  ["signal", "delivery_mode"],
  ["signal", "config", "company_id"],
  ["signal", "config", "feed_id"],
] as const;

/** Signal's address, and the campaigns that go there. */
export function checkSignal(run: CheckRun): void {
  const base = textAt(run.root, "signal", "base_url");
  if (base !== undefined && /\S/.test(base)) {
    const url = adminUrl(base);
    if (url === undefined)
      run.report(
        configValue,
        `"signal.base_url" is not an address of the management API`,
        ["signal", "base_url"],
        [
          "Expected the origin, optionally followed by /v1/admin or /api/v1/admin, such as https://signal.example.com.",
        ],
      );
    else if (url.startsWith("http:") && !isLocal(url))
      run.report(
        insecureEndpoint,
        `"signal.base_url" is a plain http: URL; the token would be readable in transit`,
        ["signal", "base_url"],
        ["Use https:; plain http: is allowed to this machine only."],
      );
  }
  for (const path of texts) {
    const control = /[\u0000-\u001f\u007f-\u009f]/.exec(textAt(run.root, ...path) ?? "")?.[0];
    if (control !== undefined)
      run.report(configValue, `"${path.join(".")}" holds the control character ${codePoint(control)}`, path, [
        "Write it as Signal or Movable Ink shows it, in characters that can be seen.",
      ]);
  }
  (at(run.root, "campaigns")?.items ?? []).forEach((campaign, index) => {
    if (campaign.kind !== "object") return;
    const targets = (at(campaign, "targets")?.items ?? []).map(({ value }) => value);
    if (typeOf(campaign) === "page" && (targets.length !== 1 || targets[0] !== "signal"))
      run.report(
        configValue,
        "a page event goes through Datafly Signal only",
        ["campaigns", index, "type"],
        ["Add targets: [signal] to it. Braze has no such event."],
      );
  });
}
