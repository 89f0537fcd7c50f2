export { duplicateMember } from "./duplicate-member.js";
export { hashNotNormalised } from "./hash-not-normalised.js";
export { hashOfNothing } from "./hash-of-nothing.js";
export { missingContentType } from "./missing-content-type.js";
export { secretInTheOpen } from "./secret-in-the-open.js";
