/**
 * A day of a shop's events as NDJSON on stdout, and with a second number the profiles they are of, for `replay --users`:
 *
 *   node bench/day.js 1000000 > day.ndjson
 *   node bench/day.js 1000000 users > users.ndjson
 *
 * The same numbers give the same bytes. Like a real day it has a peak, text that needs escapes, values of the wrong type,
 * events that came twice, and people without an id.
 */
import { once } from "node:events";

const [count = 100_000, what = "events"] = [Number(process.argv[2] ?? 100_000), process.argv[3] ?? "events"];
const people = Math.ceil(count / 8);
const midnight = Date.UTC(2026, 10, 1);

/** Whole numbers below `limit` that look random, for the same `seed` the same. */
function draws(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const titles = [
  "Faucet",
  'Lamp 12" "Nova"',
  "Sofa\nthree seats",
  "Crème brûlée set",
  "Chair \\ oak",
  "🎁 Box",
];

function event(index, draw) {
  // Two draws added give a peak in the middle of the day.
  const time = new Date(midnight + (draw(43_200) + draw(43_200)) * 1000).toISOString();
  const person = draw(people);
  const from = draw(10) === 0 ? {} : { external_id: `u${person}` };
  const id = `e${draw(100) === 0 && index > 0 ? index - 1 : index}`;
  const kind = draw(20);
  if (kind === 0) return { id, ...from, name: "Account Created", time, properties: {} };
  if (kind < 4) {
    const properties = {
      id: `c${draw(90)}`,
      title: titles[draw(6)],
      url: `https://www.example.com/c/${draw(90)}`,
    };
    return { id, ...from, name: "Category Viewed", time, properties };
  }
  if (kind === 4) return { id, ...from, name: "Store Located", time, properties: { zip: "10001" } };
  const price = draw(30) === 0 ? "call us" : draw(90_000) / 100;
  const properties = {
    ...(draw(50) > 0 && { id: `p${draw(5_000)}` }),
    title: titles[draw(6)],
    price,
    url: `https://www.example.com/p/${draw(5_000)}`,
    categories: [{ id: `c${draw(90)}`, url: "https://www.example.com/c" }],
    meta: { color: draw(2) === 0 ? "red" : "blue" },
    size: "M",
  };
  return { id, ...from, name: "Product Viewed", time, properties };
}

const profile = (index) => ({
  external_id: `u${index}`,
  // Some share an address, some have none.
  ...(index % 20 > 0 && { email: `person${index % 50 === 1 ? 1 : index}@example.com` }),
  time_zone: "America/New_York",
  custom_attributes: { tier: index % 3 === 0 ? "gold" : "silver" },
});

const draw = draws(1);
const total = what === "users" ? people : count;
for (let begin = 0; begin < total; begin += 1000) {
  const size = Math.min(1000, total - begin);
  const lines = Array.from({ length: size }, (_, index) =>
    JSON.stringify(what === "users" ? profile(begin + index) : event(begin + index, draw)),
  );
  if (!process.stdout.write(`${lines.join("\n")}\n`)) await once(process.stdout, "drain");
}
