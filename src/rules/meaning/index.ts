export { andBeforeOr } from "./and-before-or.js";
export { booleanComparedWithText } from "./boolean-compared-with-text.js";
export { literalCondition } from "./literal-condition.js";
export { misreadLiquid } from "./misread-liquid.js";
export { sameForEverybody } from "./same-for-everybody.js";
export { twoSpellings } from "./two-spellings.js";
export { unknownOperator } from "./unknown-operator.js";
