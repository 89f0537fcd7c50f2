import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { configMissingKey } from "../findings.js";
import type { Settings } from "../model/config.js";

/** What stands in the way of everything but lint, in a config that is for lint alone. */
export const withoutCampaigns = (settings: Settings): Diagnostic =>
  configMissingKey.report(
    "this config has no campaigns: what it says is for lint, and for verify of bodies that fixtures name",
    {
      span: settings.spanOf([]),
      notes: [
        "For webhooks to Movable Ink it needs movable_ink, identity and campaigns; mi-braze init in an empty folder shows a working one.",
      ],
    },
  );
