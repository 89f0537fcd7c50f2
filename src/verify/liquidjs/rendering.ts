import { type Context, type Emitter, type Liquid, type Template, TypeGuards, toValueSync } from "liquidjs";
import { LimitReached } from "../../liquid/limits.js";
import { LiquidError } from "../../liquid/liquid-error.js";
import type { RubyContext } from "./ruby-context.js";

/** Told of every failure, with the offset of its tag in the rewritten text, and whether it prints nothing. */
export type Note = (context: Context, offset: number, message: string, silent: boolean) => void;

type Render = Liquid["renderer"]["renderTemplates"];

/** Most characters a rendering may hold. */
const maxOutput = 10_000_000;

class Buffered implements Emitter {
  buffer = "";

  write(text: unknown): void {
    if (text === null || text === undefined || text === "") return;
    this.buffer += String(text);
    if (this.buffer.length > maxOutput) throw new LimitReached(`more than ${maxOutput} characters of output`);
  }
}

class Silent extends Buffered {
  override write(): void {}
}

/**
 * Renders a list of templates as Ruby does: an operation that fails prints `Liquid error: …` where its tag or output
 * is, and a tag whose blocks can print nothing prints nothing, not even that or its white space.
 */
export function renderLikeRuby(note: Note): Render {
  return function* renderTemplates(templates: Template[], context: Context, into?: Emitter) {
    const emitter = into ?? new Buffered();
    const { meter } = context as RubyContext;
    meter.step(1);
    for (const template of templates) {
      meter.step(1);
      const silent = isBlankTag(template);
      try {
        const text: unknown = yield template.render(context, silent ? new Silent() : emitter);
        if (text && !silent) emitter.write(text);
      } catch (error) {
        if (!(error instanceof LiquidError)) throw error;
        note(context, template.token.begin, error.message, silent);
        if (!silent) emitter.write(`Liquid error: ${error.message}`);
      }
      if (context.breakCalled || context.continueCalled) break;
    }
    return emitter.buffer;
  };
}

const silentTags = new Set(["assign", "capture", "comment", "#", "break", "continue"]);
const blockTags = new Set(["if", "unless", "for", "case", "liquid"]);
const blankness = new WeakMap<Template, boolean>();

/** True for a tag that can never print. */
function isBlankTag(template: Template): boolean {
  if (!TypeGuards.isTagToken(template.token)) return false;
  const known = blankness.get(template);
  if (known !== undefined) return known;
  const { name } = template.token;
  const blank =
    silentTags.has(name) ||
    (blockTags.has(name) && childrenOf(template).every((child) => isBlankText(child) || isBlankTag(child)));
  blankness.set(template, blank);
  return blank;
}

const childrenOf = (template: Template): Template[] =>
  template.children ? (toValueSync(template.children(false, true)) as Template[]) : [];

const isBlankText = (template: Template) =>
  TypeGuards.isHTMLToken(template.token) && /^\s*$/.test(template.token.getContent());
