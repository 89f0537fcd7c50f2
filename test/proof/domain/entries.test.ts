import fc from "fast-check";
import { expect, it } from "vitest";
import { withEntry } from "../../../src/proof/domain/entries.js";

const changes = fc.array(fc.tuple(fc.nat(300), fc.nat(9)), { maxLength: 900 });

it("is a Map's own entries in a Map's own order, and leaves the map before as it was", () => {
  fc.assert(
    fc.property(changes, (list) => {
      const map = new Map<number, number>();
      let made: ReadonlyMap<number, number> = new Map();
      list.forEach(([key, value], index) => {
        const before = made;
        const whole = index % 100 === 0 ? [...before] : undefined;
        made = withEntry(made, key, value);
        map.set(key, value);
        if (whole) expect([...before]).toEqual(whole);
      });
      expect([...made]).toEqual([...map]);
      expect([...made.keys()]).toEqual([...map.keys()]);
      expect([...made.values()]).toEqual([...map.values()]);
      expect(made.size).toBe(map.size);
      for (let key = 0; key <= 300; key++) {
        expect(made.has(key)).toBe(map.has(key));
        expect(made.get(key)).toBe(map.get(key));
      }
    }),
    { numRuns: 50 },
  );
});
