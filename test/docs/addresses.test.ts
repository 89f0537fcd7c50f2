import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { configJsonSchema } from "../../src/config/schema/schema.js";
import { catalogue } from "../../src/rules/registry.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Documentation and standards that others keep at these addresses, and addresses made for examples (RFC 2606). */
const known = [
  /^https:\/\/www\.braze\.com\/docs\b/,
  /^https:\/\/rest\.(iad|fra|au)-\d\d\.braze\.(com|eu)\b/,
  /^https:\/\/github\.com\/braze-inc\/braze-docs\/blob\/develop\/_docs\//,
  /^https:\/\/github\.com\/api-evangelist\/movable-ink$/,
  /^https:\/\/shopify\.github\.io\/liquid\b/,
  /^https:\/\/sdk-mobile\.movableink\.com\/ios_sdk\//,
  /^https:\/\/docs\.(dataflysignal|mparticle)\.com\//,
  /^https:\/\/(www\.rudderstack\.com|amplitude\.com)\/docs\//,
  /^https:\/\/docs\.oracle\.com\/en\//,
  /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d+$/,
  /^https:\/\/((avro|parquet)\.apache|docs\.oasis-open|docs\.ruby-lang|www\.iana)\.org\//,
  /^https:\/\/docs\.github\.com\/en\//,
  /^https:\/\/github\.com\/actions\/checkout$/,
  /^https:\/\/git-scm\.com\/docs\//,
  /^https:\/\/learn\.microsoft\.com\/azure\/devops\//,
  /^https:\/\/no-color\.org/,
  /^https:\/\/json\.schemastore\.org\/sarif-2\.1\.0\.json$/,
  /^http:\/\/www\.w3\.org\/2000\/svg$/,
  /^http:\/\/json-schema\.org\/draft-07\/schema#$/,
  /^https?:\/\/([\w-]+\.)*(example\.com|example|localhost|127\.0\.0\.1|sandbox)([:/?]|$)/,
  /^https:\/\/collector\.movableink-dmz\.com\/behavioral\/1234567890$/,
];

const addresses = (text: string): string[] =>
  [...text.matchAll(/\bhttps?:\/\/[\w-][^\s"'`)<>|\\,]*/g)].map(([address]) => address.replace(/\.+$/, ""));

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("no address is printed or shipped that we made up", () => {
  const texts = [...["src", "templates", "docs", "entry", "bin"].flatMap(files), "README.md", "package.json"];
  const unknown = texts.flatMap((file) =>
    addresses(readFileSync(file.startsWith("/") ? file : join(root, file), "utf8"))
      .filter((address) => !known.some((one) => one.test(address)))
      .map((address) => `${file.replace(root, "")}: ${address}`),
  );
  expect(unknown).toEqual([]);
});

test("the schema claims no address of its own", () => {
  expect(configJsonSchema(catalogue)).not.toHaveProperty("$id");
});
