export { badDirective } from "./bad-directive.js";
export { needlessIgnore } from "./needless-ignore.js";
export { notText } from "./not-text.js";
