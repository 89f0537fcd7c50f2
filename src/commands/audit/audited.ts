import { campaignSettings } from "../../braze/campaign-settings.js";
import { visibleName } from "../../egress/visible.js";
import type { Verdict } from "../../proof/prove.js";
import type { Count } from "../../report/diagnostic-text.js";
import type { Style } from "../../report/style.js";
import type { Page } from "../../rules/rule.js";
import { shortened } from "../../source/shortened.js";
import type { AuditRow } from "./row.js";

/** All that was found, which is read anew for each pass over it. */
export interface Audited {
  readonly rows: () => AsyncIterable<AuditRow>;
  readonly tally: Tally;
  readonly pages: ReadonlyMap<string, Page>;
  readonly style: Style;
}

/** Of all rows together. */
export interface Tally {
  readonly webhooks: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly count: Count;
  /** The longest of the names as they are shown. */
  readonly width: number;
}

/** What Braze's API does not show of a campaign, and what it is unless somebody changed it. */
export const notShown = campaignSettings
  .filter(({ isShownByApi, isStep }) => !isShownByApi && !isStep)
  .map(({ setting, default: usual }) => ({ setting, usual }));

export async function tallyOf(rows: AsyncIterable<AuditRow>): Promise<Tally> {
  const verdicts = { proven: 0, conditional: 0, refuted: 0, unknown: 0 };
  let [webhooks, errors, warnings, notes, width] = [0, 0, 0, 0, 0];
  for await (const row of rows) {
    webhooks++;
    verdicts[row.verdict]++;
    errors += row.count.errors;
    warnings += row.count.warnings;
    notes += row.count.notes;
    width = Math.max(width, shownName(row).length);
  }
  return { webhooks, verdicts, count: { errors, warnings, notes }, width };
}

const widest = 48;

/** Of the campaign or Canvas, and of the message where it has one. */
export const fullName = ({ name, message }: AuditRow): string =>
  [name, message.name].filter((one) => one !== "").join(" / ");

export const shownName = (row: AuditRow): string => shortened(visibleName(fullName(row)), widest);
