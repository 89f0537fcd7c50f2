import * as z from "zod/mini";
import { text } from "./parts.js";

/** Which there are, a check knows: they are made of the rules, which come after this room. */
export const ignoredCode = z.string().register(z.globalRegistry, {
  description: "Code or name of the finding.",
  examples: ["MI062", "unescaped-text"],
});

const filePatterns = (description: string, ...examples: string[][]) =>
  z.array(text()).check(z.minLength(1)).register(z.globalRegistry, { description, examples });

export const lint = z
  .strictObject({
    files: z.optional(
      filePatterns(
        "Templates that lint reads when no file is named: files, folders or globs, relative to this file; one that begins with ! leaves files out.",
        ["hooks/**/*.liquid", "!hooks/drafts/**"],
      ),
    ),
    ignore: z
      .optional(
        z.array(
          z
            .strictObject({
              code: z.optional(ignoredCode),
              reason: text().register(z.globalRegistry, {
                description: "Why, for the next reader.",
                examples: ["the shop's name is ours and never has quotes"],
              }),
              files: z
                .optional(
                  z.union([text(), filePatterns("Several of them.", ["hooks/legacy", "hooks/order.liquid"])]),
                )
                .register(z.globalRegistry, {
                  description:
                    "The files, folders or globs it applies to, relative to this file; all templates by default.",
                  examples: ["hooks/**/*.liquid"],
                }),
            })
            .register(z.globalRegistry, {
              description: "Without code, every finding in the files.",
              anyOf: [{ required: ["code"] }, { required: ["files"] }],
              examples: [{ code: "MI135", reason: "the gateway adds the header" }],
            }),
        ),
      )
      .register(z.globalRegistry, {
        description: "Findings that lint ignores. An ignore that matches nothing is itself a finding.",
        examples: [
          [
            { code: "MI135", reason: "the gateway adds the header" },
            { files: "hooks/legacy", reason: "replaced in January" },
          ],
        ],
      }),
  })
  .register(z.globalRegistry, { description: "Settings of lint.", examples: [{ files: ["hooks"] }] });
