import { type RenderOptions, renderWith } from "../liquid/runtime/render.js";
import type { Rendering } from "../liquid/runtime/rendering.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { type ParseOptions, parse } from "../liquid/syntax/parser/parse.js";
import type { Dialect } from "../liquid/syntax/parser/tag-syntax.js";
import type { Template } from "../liquid/syntax/template.js";
import { tags } from "../liquid/tags/index.js";
import type { Source } from "../source/source.js";
import { brazeNames } from "./names.js";

/** The Liquid that Braze speaks. */
const dialect: Dialect = {
  tags,
  namespaces: new Set(brazeNames.flatMap(({ namespace }) => namespace ?? [])),
};

/** Parses a template. A broken one still gives a tree, and every fault with its place in the source. Never throws. */
export const parseTemplate = (source: Source, options: ParseOptions = {}): Template =>
  parse(dialect, source, options);

/**
 * Renders a template for one user, as Braze does. A template with an error fails without being rendered; how much a template may
 * use is in `limits.ts`. Never throws, whatever the template or the user contains.
 */
export const render = (template: Template, scope: Scope, options: RenderOptions = {}): Rendering =>
  renderWith({ tags, parse: parseTemplate }, template, scope, options);
