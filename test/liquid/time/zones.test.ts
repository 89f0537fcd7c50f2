import { describe, expect, test } from "vitest";
import { railsZones } from "../../../src/liquid/time/rails-zones.js";
import { strftime } from "../../../src/liquid/time/strftime.js";
import { zoneGroups } from "../../../src/liquid/time/zone-groups.js";
import { inZone } from "../../../src/liquid/time/zones.js";
import { RubyTime } from "../../../src/liquid/value.js";

const winter = RubyTime.fromMilliseconds(Date.UTC(2024, 0, 15, 12));
const summer = RubyTime.fromMilliseconds(Date.UTC(2024, 6, 15, 12));
const shown = (time: RubyTime, zone: string) => {
  const moved = inZone(time, zone);
  return moved && strftime(moved, "%H:%M %z %Z");
};

test.each(Object.keys(railsZones))("the Rails name %s leads to a zone", (name) => {
  expect(inZone(winter, name)?.nanoseconds).toBe(winter.nanoseconds);
});

test("no IANA name is listed twice", () => {
  const names = Object.values(zoneGroups).flatMap((group) => group.split(" "));
  expect(new Set(names).size).toBe(names.length);
});

describe("letters of a zone stand for the offset that the clock has", () => {
  const rows = Object.entries(zoneGroups).flatMap(([letters, names]) =>
    names.split(" ").map((name) => [name, letters] as const),
  );
  test.each(rows)("%s", (name, letters) => {
    for (const time of [winter, summer]) {
      const moved = inZone(time, name);
      // A machine with an older time zone database may not know the newest names.
      if (!moved) continue;
      const hours = `${moved.offset < 0 ? "-" : ""}${Math.floor(Math.abs(moved.offset) / 3600)}`;
      if (/^[A-Z]/.test(moved.zone ?? "")) expect(letters).toContain(`${moved.zone}@${hours}`);
      else expect(moved.zone).toMatch(/^[-+]\d{2}(\d{2})?$/);
    }
  });
});

test.each([
  ["America/New_York", "07:00 -0500 EST", "08:00 -0400 EDT"],
  ["Eastern Time (US & Canada)", "07:00 -0500 EST", "08:00 -0400 EDT"],
  ["Europe/Paris", "13:00 +0100 CET", "14:00 +0200 CEST"],
  ["Asia/Kathmandu", "17:45 +0545 +0545", "17:45 +0545 +0545"],
  ["Australia/Lord_Howe", "23:00 +1100 +11", "22:30 +1030 +1030"],
  ["UTC", "12:00 +0000 UTC", "12:00 +0000 UTC"],
  ["-0500", "07:00 -0500 ", "07:00 -0500 "],
  ["+05:30", "17:30 +0530 ", "17:30 +0530 "],
  ["america/new_york", undefined, undefined],
  ["Nowhere", undefined, undefined],
  ["", undefined, undefined],
  ["toString", undefined, undefined],
])("%s", (zone, inWinter, inSummer) => {
  expect(shown(winter, zone)).toBe(inWinter);
  expect(shown(summer, zone)).toBe(inSummer);
});

test("the hour that a change of the clock makes twice, and the one that it leaves out", () => {
  const at = (iso: string) => shown(RubyTime.fromMilliseconds(Date.parse(iso)), "America/New_York");
  expect(at("2024-11-03T05:30:00Z")).toBe("01:30 -0400 EDT");
  expect(at("2024-11-03T06:30:00Z")).toBe("01:30 -0500 EST");
  expect(at("2024-03-10T06:59:59Z")).toBe("01:59 -0500 EST");
  expect(at("2024-03-10T07:00:00Z")).toBe("03:00 -0400 EDT");
});

test.each([
  ["UTC", 2n ** 80n, 0, "UTC"],
  ["America/New_York", 2n ** 80n, -14_400, "EDT"],
  ["America/New_York", -(2n ** 80n), -17_762, "LMT"],
  ["Europe/Paris", -23_890_897_166n, 561, "LMT"],
  ["UTC", -23_890_897_166n, 0, "UTC"],
])(
  "%s at %i seconds, beyond JavaScript's calendar or before the Gregorian one",
  (zone, seconds, offset, letters) => {
    const moved = inZone(new RubyTime(seconds * 1_000_000_000n, 0, "UTC"), zone)!;
    expect([moved.offset, moved.zone]).toEqual([offset, letters]);
  },
);
