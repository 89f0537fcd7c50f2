export { booleanComparedWithText } from "./boolean-compared-with-text.js";
export { misreadLiquid } from "./misread-liquid.js";
export { unknownOperator } from "./unknown-operator.js";
