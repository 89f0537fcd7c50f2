import { expect, test } from "vitest";
import { headersOf } from "../../src/generate/headers.js";
import { configAt } from "../support/bodies.js";

test("the variable that holds the credentials is named, never read", () => {
  const { movableInk } = configAt("examples/acme-retail/mi-braze.yaml");
  expect(headersOf(movableInk!)).toEqual({
    "Content-Type": "application/json",
    Authorization: "Basic <MI_BASIC_AUTH>",
  });
});

test("a user name and a password of their own", () => {
  const { movableInk } = configAt("examples/known-only/mi-braze.yaml");
  expect(headersOf(movableInk!)).toEqual({
    "Content-Type": "application/json",
    Authorization: "Basic <base64 of MI_USERNAME:MI_PASSWORD>",
  });
});
