import { nearest } from "../../../diagnostics/suggest.js";
import type { TagHead } from "../template.js";
import { clauseOwners } from "./clause-owners.js";
import type { Findings } from "./findings.js";
import type { Dialect, TagSyntax } from "./tag-syntax.js";

/** The block that a tag is in. */
interface Around {
  readonly definition: TagSyntax;
  readonly head: TagHead;
}

/** Tags that are not known, or not allowed where they are. */
export class UnknownTags {
  private readonly unknown = new Set<string>();
  /** Tags that an unknown one was meant to be. */
  private readonly meantToOpen = new Set<string>();
  /** Blocks that a tag was to close which does not. */
  private readonly meantToClose = new Set<TagHead>();
  private readonly clauseOwners: ReadonlyMap<string, readonly string[]>;

  constructor(
    private readonly findings: Findings,
    private readonly tags: Dialect["tags"],
  ) {
    this.clauseOwners = clauseOwners(tags);
  }

  /** Whether a tag that was to close a block has been reported. */
  hasEndOf(head: TagHead): boolean {
    return this.meantToClose.has(head);
  }

  /** @param around the block that the tag is in */
  report({ name }: TagHead, around: Around | undefined): void {
    const { findings } = this;
    const inside = around && {
      message: `the block around it is opened here`,
      span: findings.span(around.head.name),
    };
    const owners = this.clauseOwners.get(name.text);
    const word = name.text.toLowerCase();
    const block = word.startsWith("end") ? word.slice(3) : "";
    // The block that it belongs to was told about.
    if (owners?.some((owner) => this.meantToOpen.has(owner))) return;
    if (owners) {
      const where = owners
        .map((owner) => `\`${owner}\``)
        .join(", ")
        .replace(/, (?=[^,]*$)/, " or ");
      const inWhat = around ? ` inside \`${around.definition.name}\`` : "";
      findings.error(
        name,
        `\`${name.text}\` is not allowed here${inWhat}: it belongs to ${where}`,
        inside ? [inside] : [],
      );
    } else if (this.unknown.has(block)) {
      // its opening tag was told about
    } else if (around && isChoice(block) && isChoice(around.definition.name)) {
      const { name: open, end } = around.definition;
      this.meantToClose.add(around.head);
      findings.error(name, `\`${name.text}\` does not close \`${open}\`: \`${end}\` does`, [inside!], end);
    } else if (block !== "" && Object.hasOwn(this.tags, block)) {
      if (around) this.meantToClose.add(around.head);
      findings.error(
        name,
        `\`${name.text}\` closes nothing: no \`${block}\` is open here`,
        inside
          ? [
              {
                ...inside,
                message: `the block around it begins here; \`${around!.definition.end}\` closes it`,
              },
            ]
          : [],
      );
    } else if (around && (name.text.startsWith("end") || name.text === otherWay(around.definition.name))) {
      this.meantToClose.add(around.head);
      findings.error(
        name,
        `there is no tag \`${name.text}\`; \`${around.definition.end}\` closes \`${around.definition.name}\``,
        [inside!],
        around.definition.end,
      );
    } else {
      this.unknown.add(word);
      const known = [...Object.keys(this.tags), ...this.clauseOwners.keys()];
      const meant = meantTag(name.text, known);
      // A misspelt word may be another block than it looks like.
      if (meant !== undefined && Object.hasOwn(otherWords, name.text)) this.meantToOpen.add(meant);
      const hint = meant === undefined ? "" : `; did you mean \`${meant}\`?`;
      const isData = findings.namespaces.has(name.text);
      const notes = isData ? [`data is printed by an output: {{${name.text}.\${…}}}`] : [];
      findings.error(name, `there is no tag \`${name.text}\`${hint}`, notes, meant);
    }
  }
}

const isChoice = (block: string): boolean => block === "if" || block === "unless";

/** `fi` closes an `if` in a shell. */
const otherWay = (name: string): string => [...name].reverse().join("");

/** Tags by the words that other languages, or haste, have for them. */
const otherWords: Readonly<Record<string, string>> = {
  abort: "abort_message",
  cancel: "abort_message",
  stop: "abort_message",
  set: "assign",
  let: "assign",
  var: "assign",
  elseunless: "else",
  foreach: "for",
  switch: "case",
  fetch: "connected_content",
  catalog_item: "catalog_items",
};

function meantTag(name: string, known: readonly string[]): string | undefined {
  const meant = Object.hasOwn(otherWords, name) ? otherWords[name]! : undefined;
  return meant !== undefined && known.includes(meant) ? meant : nearest(name, known);
}
