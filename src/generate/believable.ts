/** Two values that a name lets one expect. */
type Pair = readonly [string, string];

const goods: Pair = ["Blue Linen Shirt", "Canvas Tote Bag"];
const amounts: Pair = ["19.99", "24.50"];
const offers: Pair = ["SUMMER10", "WELCOME5"];
const searches: Pair = ["linen shirt", "tote bag"];
const levels: Pair = ["gold", "silver"];
const ways: Pair = ["web", "app"];
const regions: Pair = ["MA", "IL"];
const postcodes: Pair = ["02110", "60601"];

/** By the last words of a name, in the singular. */
const values: ReadonlyMap<string, Pair> = new Map<string, Pair>([
  ["name", goods],
  ["title", goods],
  ["product", goods],
  ["item", goods],
  ["first name", ["Ada", "Grace"]],
  ["last name", ["Lovelace", "Hopper"]],
  ["category", ["Shirts", "Bags"]],
  ["collection", ["Summer", "Basics"]],
  ["brand", ["Acme", "Zenith"]],
  ["color", ["Blue", "White"]],
  ["colour", ["Blue", "White"]],
  ["size", ["M", "L"]],
  ["material", ["linen", "cotton"]],
  ["variant", ["Blue / M", "White / L"]],
  ["description", ["A light shirt for warm days", "A bag for every day"]],
  ["price", amounts],
  ["currency", ["USD", "EUR"]],
  ["country", ["US", "CA"]],
  ["city", ["Boston", "Chicago"]],
  ["state", regions],
  ["region", regions],
  ["zip", postcodes],
  ["postcode", postcodes],
  ["language", ["en", "fr"]],
  ["locale", ["en-US", "fr-CA"]],
  ["email", ["someone@example.com", "somebody@example.com"]],
  ["phone", ["+15555550100", "+15555550101"]],
  ["coupon", offers],
  ["coupon code", offers],
  ["promo code", offers],
  ["discount code", offers],
  ["query", searches],
  ["term", searches],
  ["keyword", searches],
  ["tag", ["summer", "sale"]],
  ["status", ["active", "closed"]],
  ["tier", levels],
  ["level", levels],
  ["plan", levels],
  ["channel", ways],
  ["platform", ways],
  ["store", ["Boston Downtown", "Chicago Loop"]],
]);

const idWords = new Set(["id", "sku", "number", "ref", "reference"]);

/**
 * A text that a member of this name may well hold: what is told of a sample is believed of the real thing.
 * @param of what the object is that holds it, where that can be told: `product`
 * @param which of two
 */
export function believableText(name: string, of?: string, which: 0 | 1 = 0): string {
  const words = wordsOf(name);
  const last = singular(words.at(-1) ?? "");
  if (idWords.has(last)) {
    const noun = words.slice(0, -1).join("-") || (last === "sku" ? "sku" : (of ?? "item"));
    return `${noun}-${1001 + which}`;
  }
  const isCalled = (last === "name" || last === "title") && words.length === 1;
  const pair =
    (isCalled && of !== undefined && values.get(of)) ||
    values.get([...words.slice(-2, -1), last].join(" ")) ||
    values.get(last);
  return pair ? pair[which] : `${which === 0 ? "example" : "another"} ${name}`;
}

/** What one of the things is that a name is for: `category` of `categories`. */
export const nounOf = (name: string): string | undefined => singular(wordsOf(name).at(-1) ?? "") || undefined;

/** What an event is about: `product` of `product_viewed`. */
export const nounOfEvent = (event: string | undefined): string | undefined =>
  wordsOf(event ?? "").find((word) => !word.endsWith("ed"));

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const singular = (word: string): string =>
  word
    .replace(/ies$/, "y")
    .replace(/(s|x|ch|sh)es$/, "$1")
    .replace(/([^su])s$/, "$1");
