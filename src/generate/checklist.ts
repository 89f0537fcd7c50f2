import type { Campaign, Config } from "../config/model/config.js";
import { visible, visibleJson } from "../egress/visible.js";
import { plainMarkdown } from "../source/markdown.js";
import { campaignName } from "./campaign-name.js";
import { setUp } from "./set-up/screens.js";
import type { Screen, Step } from "./set-up/steps.js";

/** What a person does in Braze's dashboard for one campaign, a screen after the other, with a box to tick for each step. */
export function checklist(config: Config, campaign: Campaign): string {
  const { once, screens } = setUp(config, campaign);
  const lines = [
    `# ${plainMarkdown(campaignName(config, campaign))}`,
    "",
    `Made by mi-braze for the campaign \`${campaign.slug}\`. Braze's API shows almost none of these settings, so they are ticked off by hand: in \`index.html\`, which keeps its ticks, since \`generate\` writes this file anew.`,
    "",
    "## Once, for all campaigns",
    "",
    ...once.flatMap((step) => stepLines(step)),
    "",
    ...screens.flatMap(screenLines),
  ];
  return visible(lines.join("\n"));
}

/** What is to be changed comes before what is only to be left as it is. */
function screenLines({ title, steps }: Screen, index: number): string[] {
  const toDo = steps.filter(({ setting }) => !setting?.isDefault);
  const toLeave = steps.filter(({ setting }) => setting?.isDefault);
  return [
    `## ${index + 1}. ${title}`,
    "",
    ...toDo.flatMap((step) => stepLines(step, title)),
    ...(toDo.length > 0 && toLeave.length > 0 ? ["", "Leave as they are:", ""] : []),
    ...toLeave.flatMap((step) => stepLines(step, title)),
    "",
  ];
}

function stepLines({ label, text, notes = [], inTerminal, json, setting }: Step, screen?: string): string[] {
  const further = [
    ...(setting ? [`Braze's default: ${setting.default}. ${setting.why}`] : []),
    ...(setting && setting.where !== screen ? [`Where: ${setting.where}`] : []),
    ...notes,
    ...(inTerminal === undefined ? [] : [inTerminal]),
  ];
  return [
    `- [ ] ${label === undefined ? "" : `**${label}**: `}${text}`,
    ...further.map((line) => `  - ${line}`),
    ...(json === undefined
      ? []
      : ["", ...["```json", ...visibleJson(json).split("\n"), "```"].map((line) => `  ${line}`)]),
  ];
}

/** The name of the campaign in Braze, as a checklist has it. */
export const nameIn = (checklist: string): string | undefined =>
  /^# (.*)$/m.exec(checklist)?.[1]?.replace(/\\(?=[^\w\s])/g, "");

/** Settings of a checklist that an earlier one does not have, or has with another value: `Name to …`. */
export function changedSettings(before: string | undefined, now: string | undefined): string[] {
  // Of a checklist in another order, every setting would be new.
  if (before === undefined || now === undefined || !/^## 1\. /m.test(before)) return [];
  const had = new Set(settingsIn(before).map(({ step }) => step));
  return settingsIn(now)
    .filter(({ step }) => !had.has(step))
    .map(({ label, value }) => `${label} to ${value}`);
}

/** Steps with a label, whether they are ticked or not. */
const settingsIn = (checklist: string) =>
  [...checklist.matchAll(/^- \[[ x]\] (\*\*(.+?)\*\*: (.*))$/gm)].map(([, step, label, value]) => ({
    step: step!,
    label: label!,
    value: value!,
  }));
