import { abortMessage } from "./abort-message.js";
import { assign } from "./assign.js";
import { capture } from "./capture.js";
import { caseTag } from "./case.js";
import { catalogItems, catalogSelectionItems } from "./catalog.js";
import { comment, inlineComment } from "./comment.js";
import { connectedContent } from "./connected-content.js";
import { decrement, increment } from "./counter.js";
import { cycle } from "./cycle.js";
import type { TagDefinition } from "./definition.js";
import { echo } from "./echo.js";
import { breakTag, continueTag, forTag } from "./for.js";
import { ifTag, unless } from "./if.js";
import { ifchanged } from "./ifchanged.js";
import { liquid } from "./liquid.js";
import { messageExtras } from "./message-extras.js";
import { include, render } from "./partial.js";
import { promotion } from "./promotion.js";
import { random } from "./random.js";
import { raw } from "./raw.js";
import { shoppingCart } from "./shopping-cart.js";
import { tablerow } from "./tablerow.js";
import { translation } from "./translation.js";

/** Every tag, by the name that a template writes. */
export const tags = {
  assign,
  capture,
  if: ifTag,
  unless,
  case: caseTag,
  for: forTag,
  break: breakTag,
  continue: continueTag,
  comment,
  echo,
  liquid,
  abort_message: abortMessage,
  connected_content: connectedContent,
  catalog_items: catalogItems,
  catalog_selection_items: catalogSelectionItems,
  message_extras: messageExtras,
  shopping_cart: shoppingCart,
  random,
  promotion,
  translation,
  raw,
  cycle,
  increment,
  decrement,
  tablerow,
  ifchanged,
  include,
  render,
  "#": inlineComment,
} as const satisfies Record<string, TagDefinition>;
