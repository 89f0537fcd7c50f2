import { asPasted } from "../../generate/body/stamp.js";
import type { Planned } from "../../live/plan-push.js";
import { diffText } from "../../report/diff-text.js";
import type { Style } from "../../report/style.js";

/** A line for each block, and what an update changes. */
export const planText = (plan: readonly Planned[], style: Style): string =>
  plan.map((one) => textOf(one, style)).join("\n");

function textOf(one: Planned, style: Style): string {
  const { name, kind, live, newTags } = one;
  const versions = `version ${live?.state.generated?.version}, was ${live?.state.version ?? "unknown"}`;
  const tags = newTags.length > 0 ? `, tagged ${newTags.join(", ")}` : "";
  switch (kind) {
    case "create":
      return style.green(`+ ${name}  create${tags}`);
    case "same":
      return style.dim(`= ${name}  same`);
    case "update":
      return live!.state.state === "same"
        ? style.yellow(`~ ${name}  update${tags}`)
        : `${style.yellow(`~ ${name}  update (${versions})${tags}`)}\n${difference(one, style)}`;
    case "conflict":
      return `${style.red(`! ${name}  changed in Braze`)}\n${difference(one, style)}`;
  }
}

const difference = ({ slug, name, live, block }: Planned, style: Style): string =>
  diffText(
    [`${name} in Braze`, `${slug}/body.liquid`],
    asPasted(live!.content),
    asPasted(block.content),
    style,
  );
