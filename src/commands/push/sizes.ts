import { mostOfBlock } from "../../braze/content-block-name.js";
import { configValue } from "../../config/findings.js";
import type { Config } from "../../config/model/config.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import type { GeneratedBody } from "../../generate/live-body.js";
import { utf8Length } from "../../source/bytes.js";

/** A body that is more than a Content Block takes is not pushed, and nor are the others: they belong together. */
export function requireSizes(config: Config, bodies: readonly GeneratedBody[]): void {
  const large = bodies.filter(({ text }) => utf8Length(text) >= mostOfBlock);
  if (large.length === 0) return;
  throw new UserError(
    large.map(({ slug, text }) =>
      configValue.report(
        `the body of "${slug}" has ${Math.ceil(utf8Length(text) / 1024)} KB; a Content Block takes less than 50 KB, so nothing is pushed`,
        {
          span: config.spanOf(config.campaigns.find((one) => one.slug === slug)!.path),
          notes: [
            "Send fewer properties, or pass a structure through whole by type: json. Bodies of any size can be pasted: without content_blocks in the config.",
          ],
        },
      ),
    ),
    1,
  );
}
