/** Names of properties that hold personal data, in the spellings that events use. */
const names =
  /^(e[-_ ]?mail([-_ ]?address)?|phone([-_ ]?number)?|mobile([-_ ]?(phone|number))?|(first|last|full|middle|given|family|sur)[-_ ]?name|birth[-_ ]?(day|date)|date[-_ ]?of[-_ ]?birth|dob)$/i;

const email = /[^\s@/?&=:,;<>"]+@[^\s@/?&=:,;<>"]+\.[a-z]{2,}/i;
/** An international number, anywhere in the string. */
const plusNumber = /\+\d(?:[\s().-]?\d){7,14}/;
const phone = /^\+?[\d(][\d\s().-]{7,18}\d$/;

export const isPersonalName = (name: string): boolean => names.test(name.replace(/([a-z])([A-Z])/g, "$1_$2"));

/** Looks around each at sign only: matching a long string without one would take quadratic time. */
function holdsEmail(text: string): boolean {
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1))
    if (email.test(text.slice(Math.max(0, at - 64), at + 256))) return true;
  return false;
}

/** The kind of personal data that a string looks like, if any. An id may consist of digits, so a telephone number needs a plus sign or spaces. */
export function personalText(text: string): "an e-mail address" | "a telephone number" | undefined {
  if (holdsEmail(text)) return "an e-mail address";
  if (plusNumber.test(text)) return "a telephone number";
  return text.length < 30 &&
    phone.test(text) &&
    /^\+|[\s()]/.test(text) &&
    text.replace(/\D/g, "").length >= 8
    ? "a telephone number"
    : undefined;
}
