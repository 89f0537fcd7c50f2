import type { Range } from "../../../source/source.js";
import { unsupportedTag } from "../../findings.js";
import { type CodeToken, Scanner, type TextToken } from "../scanner.js";
import type { Body, TagHead } from "../template.js";
import { BodyBuilder } from "./body.js";
import { parseFiltered } from "./expression.js";
import type { Findings } from "./findings.js";
import { checkHandlebars } from "./handlebars.js";
import { isSpace, Markup } from "./markup.js";
import { brokenBlock, type OpenBlock, type TagSource } from "./tag-parser.js";
import type { Dialect, TagSyntax } from "./tag-syntax.js";
import { reportTokenFault } from "./token-fault.js";
import { UnknownTags } from "./unknown-tags.js";

interface Frame {
  /** Absent for a `{% liquid %}`, whose blocks end with it. */
  readonly definition: TagSyntax | undefined;
  readonly head: TagHead;
  readonly block: OpenBlock;
  body: BodyBuilder;
  clause: TagHead | undefined;
}

/** A block that another block's end cut short: wrongly nested if its own end comes later, else never closed. */
interface CutShort {
  readonly name: string;
  readonly opened: TagHead;
  readonly by: TagHead;
  readonly closes: TagHead;
}

/** Where a tag is in the stripped text, and its parts. */
interface RawTag {
  readonly head: TagHead;
  readonly start: number;
  readonly end: number;
  readonly markup: Range;
}

/** Builds the tree from the tokens with a stack of its own, so that nesting cannot overflow the machine's. */
export class Parser {
  private readonly scanner: Scanner;
  private readonly root: BodyBuilder;
  private readonly frames: Frame[] = [];
  private readonly cutShort: CutShort[] = [];
  private readonly unknownTags: UnknownTags;
  private trimNext = false;

  constructor(
    private readonly findings: Findings,
    private readonly tags: Dialect["tags"],
  ) {
    const { lenient, limits, text } = findings;
    this.unknownTags = new UnknownTags(findings, tags);
    this.scanner = new Scanner(text, { lenient, maxDepth: limits.expression });
    this.root = new BodyBuilder(findings, 0);
  }

  /** Reads everything; also after `ParsingStopped`, what was read so far can be had from `finish`. */
  run(): void {
    for (let token = this.scanner.next(); token; token = this.scanner.next()) {
      if (token.kind === "text") this.text(token);
      else this.code(token);
    }
  }

  /** @param tell whether what is still open is a fault: not after a limit, after which anything may be */
  finish(tell: boolean): Body {
    const { length } = this.findings.text;
    this.closeAbove(0, length, tell);
    if (tell) for (const cut of this.cutShort) this.neverClosed(cut.opened, cut.by);
    return this.root.build(length, false);
  }

  private get body(): BodyBuilder {
    return this.frames.at(-1)?.body ?? this.root;
  }

  private text(token: TextToken): void {
    this.body.text(token.start, token.end, this.trimNext);
    this.trimNext = false;
  }

  private code(token: CodeToken): void {
    const { findings } = this;
    if (token.trimLeft) this.body.trimEnd();
    this.trimNext = token.trimRight;
    if (token.end - token.start > findings.limits.markup) {
      findings.limit(
        findings.place(token.start, token.start + 2),
        `this tag is longer than ${findings.limits.markup} characters`,
      );
    }
    if (token.fault) {
      reportTokenFault(findings, token, token.fault);
      const place = findings.place(token.start, token.end);
      if (this.recover(token)) return;
      this.broken(place);
      return;
    }
    if (token.kind === "output") this.output(token);
    else this.tagToken(token);
  }

  /** Stands for what cannot be read, so that what is around it still can. */
  private broken(place: Range): void {
    const raw = this.findings.source.text.slice(place.start, place.end);
    this.body.node({ kind: "broken", ...place, head: undefined, raw, blank: false });
  }

  /** A tag whose end is missing still opens or closes its block, so that the other end of the block is not a second fault. */
  private recover(token: CodeToken): boolean {
    const { findings, frames } = this;
    const start = findings.text.startsWith("{%", token.start) ? token.inner.start : token.start + 3;
    if (token.kind === "output" && findings.text[token.start + 2] !== "%") return false;
    const found = tagName.exec(findings.text.slice(start, token.end));
    if (!found) return false;
    const [from, to] = found.indices![1]!;
    const name = { start: start + from, end: start + to };
    const tag = this.rawTag(token, name, { start: name.end, end: token.end });
    const definition = this.definitionOf(found[1]!);
    if (definition?.end && definition.name !== "raw" && frames.length < findings.limits.nesting) {
      const block = brokenBlock(this.sourceOf(tag, false));
      frames.push({ definition, head: tag.head, block, body: block.body, clause: undefined });
      if (definition.name === "comment") findings.commentDepth++;
      return true;
    }
    if (frames.at(-1)?.definition?.end !== found[1]) return false;
    this.close(token.start, tag.head);
    return true;
  }

  private output(token: CodeToken): void {
    const { findings } = this;
    if (findings.text[token.start + 2] === "{") {
      findings.invalid(
        findings.place(token.start, token.start + 3),
        "three opening braces: Braze answers `Unexpected end token`",
        [
          "an output has two braces on either side; put a space between a brace of JSON and the output, `{ {{value}} }`",
        ],
      );
    }
    // What else is odd in it is the other language's, too.
    const isForeign = checkHandlebars(findings, token);
    if (isForeign) findings.commentDepth++;
    const markup = new Markup(findings, token.inner, 0);
    // what is after a third brace is what was meant; Ruby takes the brace for a part of the value
    const from = findings.text[token.start + 2] === "{" && !findings.lenient ? 1 : 0;
    const value = parseFiltered(markup, { within: "output" }, from);
    if (isForeign) findings.commentDepth--;
    const { trimLeft, trimRight } = token;
    this.body.node({
      kind: "output",
      ...findings.place(token.start, token.end),
      trimLeft,
      trimRight,
      value,
      blank: false,
    });
  }

  private tagToken(token: CodeToken): void {
    const { findings } = this;
    const { text } = findings;
    const found = tagName.exec(text.slice(token.inner.start, token.inner.end));
    if (!found) {
      const place = findings.place(token.start, token.end);
      findings.error(place, "a tag begins with its name, and there is none here");
      this.broken(place);
      return;
    }
    const start = token.inner.start + found.indices![1]![0];
    const end = start + found[1]!.length;
    let from = end;
    while (from < token.inner.end && isSpace(text.charCodeAt(from)) && text.charCodeAt(from) !== 0) from++;
    const tag = this.rawTag(token, { start, end }, { start: from, end: token.inner.end });
    if (found[1] === "liquid") this.liquid(tag);
    else this.tag(tag, false);
  }

  private rawTag(
    { start, end, trimLeft, trimRight }: Range & { trimLeft: boolean; trimRight: boolean },
    name: Range,
    markup: Range,
  ): RawTag {
    const { findings } = this;
    const place = findings.place(start, end);
    const head: TagHead = {
      kind: "head",
      ...place,
      name: {
        kind: "name",
        text: findings.text.slice(name.start, name.end),
        ...findings.place(name.start, name.end),
      },
      markup: findings.place(markup.start, markup.end),
      trimLeft,
      trimRight,
      raw: findings.source.text.slice(place.start, place.end),
    };
    return { head, start, end, markup };
  }

  private tag(tag: RawTag, inLiquid: boolean): void {
    const { head } = tag;
    const name = head.name.text;
    const definition = this.definitionOf(name);
    if (!definition || (inLiquid && name === "liquid")) this.inner(tag);
    else this.open(definition, tag, inLiquid);
  }

  private definitionOf(name: string): TagSyntax | undefined {
    return Object.hasOwn(this.tags, name) ? this.tags[name] : undefined;
  }

  private open(definition: TagSyntax, tag: RawTag, inLiquid: boolean): void {
    const { findings } = this;
    this.checkSupport(definition, tag.head);
    const depth = this.frames.filter((frame) => frame.definition).length;
    if (definition.end && depth >= findings.limits.nesting) {
      findings.limit(tag.head, `blocks nest more than ${findings.limits.nesting} deep`);
    }
    const parsed = definition.parse(this.sourceOf(tag, inLiquid));
    if ("kind" in parsed) {
      this.body.node(parsed);
      return;
    }
    this.frames.push({ definition, head: tag.head, block: parsed, body: parsed.body, clause: undefined });
    if (definition.name === "comment") findings.commentDepth++;
  }

  private checkSupport(definition: TagSyntax, { name }: TagHead): void {
    if (definition.status === "documented") return;
    // Ruby's Liquid has it, so that it works wherever Braze has not taken it out.
    const isStandard = definition.status === "standard";
    const known = isStandard ? "not in Braze's list; standard Liquid has it" : "not supported by Braze";
    const notes = [definition.alternative ?? [], definition.source].flat();
    const severity = isStandard ? "warning" : "error";
    this.findings.notBraze(unsupportedTag, name, `the tag \`${name.text}\` is ${known}`, notes, severity);
  }

  /** `else`, `endif`, … or a tag that nobody knows. */
  private inner(tag: RawTag): void {
    const { head } = tag;
    const frame = this.frames.at(-1);
    if (frame?.definition && head.name.text === frame.definition.end) {
      this.close(tag.start, head);
      return;
    }
    const opened = frame?.definition && frame.block.clause?.(this.sourceOf(tag, false));
    if (opened) {
      frame.body = opened;
      frame.clause = head;
    } else if (frame?.definition?.name !== "comment") this.stray(tag);
  }

  private stray(tag: RawTag): void {
    const { findings, frames } = this;
    const { head } = tag;
    const name = head.name.text;
    const barrier = frames.findLastIndex((frame) => !frame.definition);
    const match = frames.findLastIndex((frame) => frame.definition?.end === name);
    if (match > barrier) {
      for (const frame of frames.slice(match + 1)) {
        const closes = frames[match]!.head;
        this.cutShort.push({ name: frame.definition!.name, opened: frame.head, by: head, closes });
      }
      this.closeAbove(match + 1, tag.start, false);
      this.close(tag.start, head);
      return;
    }
    const cut = this.cutShort.findIndex((one) => `end${one.name}` === name);
    if (cut >= 0) {
      const [{ name: inside, opened, by }] = this.cutShort.splice(cut, 1) as [CutShort];
      findings.error(by.name, `\`${by.name.text}\` is inside \`${inside}\`, which is still open`, [
        { message: `\`${inside}\` is opened here`, span: findings.span(opened.name) },
        {
          message: `and closed here; blocks must close in the reverse order`,
          span: findings.span(head.name),
        },
      ]);
      return;
    }
    const around = frames.findLast((frame) => frame.definition);
    this.unknownTags.report(head, around?.definition && { definition: around.definition, head: around.head });
  }

  /** Closes the innermost block. */
  private close(end: number, tail: TagHead | undefined): void {
    const frame = this.frames.pop()!;
    if (frame.definition?.name === "comment") this.findings.commentDepth--;
    const range = { start: frame.head.start, end: tail?.end ?? this.findings.place(end, end).end };
    this.body.node(frame.block.close(range, tail, end));
  }

  /** Closes every block above `base`, which the template or the block around them leaves open. */
  private closeAbove(base: number, end: number, tell = true): void {
    while (this.frames.length > base) {
      const frame = this.frames.at(-1)!;
      if (tell && frame.definition && !this.unknownTags.hasEndOf(frame.head))
        this.neverClosed(frame.head, undefined);
      this.close(end, undefined);
    }
  }

  private neverClosed({ name }: TagHead, by: TagHead | undefined): void {
    const { findings } = this;
    const notes = [
      `it ends with \`{% ${this.definitionOf(name.text)?.end} %}\``,
      by ? { message: `the block around it ends here`, span: findings.span(by.name) } : [],
    ].flat();
    findings.error(name, `\`${name.text}\` is never closed`, notes);
  }

  private sourceOf(tag: RawTag, inLiquid: boolean): TagSource {
    const { findings, scanner } = this;
    let markup: Markup | undefined;
    return {
      head: tag.head,
      findings,
      range: { start: tag.head.start, end: tag.head.end },
      get markup() {
        markup ??= new Markup(findings, tag.markup, 0);
        return markup;
      },
      newBody: () => new BodyBuilder(findings, tag.end),
      rawText: () => {
        const { text, tail } = inLiquid
          ? { text: { start: tag.end, end: tag.end }, tail: undefined }
          : scanner.raw("endraw");
        const place = findings.place(text.start, text.end);
        const value = findings.text.slice(text.start, text.end);
        const node = { kind: "text", ...place, value, whole: place, blank: value === "" } as const;
        if (!tail) {
          this.neverClosed(tag.head, undefined);
          return { text: node, tail: undefined };
        }
        const name = findings.text.indexOf("endraw", tail.inner.start);
        return {
          text: node,
          tail: this.rawTag(tail, { start: name, end: name + 6 }, { start: name + 6, end: tail.inner.end })
            .head,
        };
      },
    };
  }

  /** A tag a line; what is in it is read as if each line were a tag of its own. */
  private liquid(tag: RawTag): void {
    const { findings, frames } = this;
    const { text } = findings;
    const body = new BodyBuilder(findings, tag.markup.start);
    const block: OpenBlock = {
      body,
      close: (range, _tail, end) => {
        const built = body.build(end, false);
        return { kind: "liquid", ...range, head: tag.head, blank: built.blank, body: built };
      },
    };
    const base = frames.length;
    frames.push({ definition: undefined, head: tag.head, block, body, clause: undefined });
    for (let start = tag.markup.start; start < tag.markup.end; ) {
      const newline = text.indexOf("\n", start);
      const end = newline < 0 || newline > tag.markup.end ? tag.markup.end : newline;
      this.line(start, end);
      start = end + 1;
    }
    this.closeAbove(base + 1, tag.markup.end);
    frames.pop();
    this.body.node(block.close({ start: tag.head.start, end: tag.head.end }, undefined, tag.markup.end));
  }

  private line(start: number, end: number): void {
    const { findings } = this;
    const trimmed = new Markup(findings, { start, end }, 0).trim(0, end - start);
    if (trimmed.start >= trimmed.end) return;
    const from = start + trimmed.start;
    const found = tagName.exec(findings.text.slice(from, end));
    if (!found) {
      if (this.frames.at(-1)?.definition?.name === "comment") return;
      findings.error(
        findings.place(from, start + trimmed.end),
        "a line of `liquid` begins with the name of a tag",
      );
      return;
    }
    const nameEnd = from + found[1]!.length;
    let markup = nameEnd;
    while (markup < end && isSpace(findings.text.charCodeAt(markup))) markup++;
    const whole = { start: from, end: start + trimmed.end, trimLeft: false, trimRight: false };
    const markupRange = { start: Math.min(markup, whole.end), end: whole.end };
    this.tag(this.rawTag(whole, { start: from, end: nameEnd }, markupRange), true);
  }
}

const tagName = /^[ \t\r\n\f\v]*(#|\w+)/d;
