import { describe, expect, test } from "vitest";
import { Secrets } from "../../src/egress/secrets.js";
import { base32 } from "../../src/source/bytes.js";

const secret = 's3cr3t/Passw"rd';

function masked(text: string, ...known: string[]): string {
  const secrets = new Secrets();
  for (const one of known.length > 0 ? known : [secret]) secrets.add(one);
  return secrets.masked(text);
}

const everyChar = (text: string, by: (char: string) => string) => [...text].map(by).join("");

const forms: Readonly<Record<string, string>> = {
  "as it is": secret,
  "in capitals": secret.toUpperCase(),
  "in JSON": JSON.stringify(secret).slice(1, -1),
  "in JSON, with the slash escaped as PHP does": secret.replace('"', '\\"').replace("/", "\\/"),
  "in JSON in JSON": JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
  "in a URL": encodeURIComponent(secret),
  "in a URL, each character": everyChar(secret, (char) => `%${char.charCodeAt(0).toString(16)}`),
  "in a URL in a URL": encodeURIComponent(encodeURIComponent(secret)),
  "in JavaScript's escapes": everyChar(
    secret,
    (char) => `\\u00${char.charCodeAt(0).toString(16).padStart(2, "0")}`,
  ),
  "in HTML": secret.replace('"', "&quot;"),
  "in HTML by numbers": everyChar(secret, (char) => `&#${char.charCodeAt(0)};`),
  "in HTML by hexadecimal numbers": everyChar(secret, (char) => `&#x${char.charCodeAt(0).toString(16)};`),
  "in base64": Buffer.from(secret).toString("base64"),
  "in base64 after one character": Buffer.from(`:${secret}`).toString("base64"),
  "in base64 after and before others": Buffer.from(`ab${secret}xyz`).toString("base64"),
  "in base64 for URLs": Buffer.from(`user:${secret}`).toString("base64url"),
  "in hexadecimal": Buffer.from(secret).toString("hex"),
  "with a control character in it": `${secret.slice(0, 4)}\u0000${secret.slice(4)}`,
  "with a control character in it, written out": `${secret.slice(0, 4)}\\u{9b}${secret.slice(4)}`,
  "with a colour in it": `${secret.slice(0, 4)}\u001b[31m${secret.slice(4)}`,
  "with a colour in it, written out": `${secret.slice(0, 4)}\\u{1b}[31m${secret.slice(4)}`,
  "with nothing visible between its characters": everyChar(secret, (char) => `${char}\u200b`).slice(0, -1),
  "with a wide space in it": `${secret.slice(0, 4)}\u3000${secret.slice(4)}`,
  "with a space that does not break in it": `${secret.slice(0, 4)}\u00a0${secret.slice(4)}`,
  "in wide letters": everyChar(secret, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  "as mails write it": everyChar(secret, (char) => `=${char.charCodeAt(0).toString(16).toUpperCase()}`),
  "in base64 of base64": Buffer.from(Buffer.from(secret).toString("base64")).toString("base64"),
  "in base32": base32(Buffer.from(secret)),
  "in base32 after others": base32(Buffer.from(`user:${secret}`)),
  "in base32 before others": base32(Buffer.from(`${secret}:x`)),
  "in groups of three": secret
    .replace("/", "")
    .match(/.{1,3}/g)!
    .join("-"),
  "in groups of four, apart": secret
    .replace("/", "")
    .match(/.{1,4}/g)!
    .join(" "),
  "in hexadecimal, in groups": Buffer.from(secret).toString("hex").match(/../g)!.join(":"),
  "in hexadecimal, byte by byte": Buffer.from(secret).toString("hex").match(/../g)!.join(", 0x"),
  "in octal escapes": everyChar(secret, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`),
  "in escapes of code points": everyChar(secret, (char) => `\\u{${char.charCodeAt(0).toString(16)}}`),
  "in base64 of UTF-16": Buffer.from(secret, "utf16le").toString("base64"),
  "from its end": [...secret].reverse().join(""),
  "over two lines": `${secret.slice(0, 5)}\n${secret.slice(5)}`,
  "with an escaped line break in it": `${secret.slice(0, 5)}\\n${JSON.stringify(secret.slice(5)).slice(1, -1)}`,
};

test.for(Object.entries(forms))("a secret %s is masked", ([, form]) => {
  const shown = masked(`bad credentials ${form} for you`);
  expect(shown).toBe("bad credentials *** for you");
});

test.for([4, 8, secret.length - 1])("the first %i characters before an ellipsis are masked", (length) => {
  expect(masked(`key ${secret.slice(0, length)}… is unknown`)).toBe("key ***… is unknown");
});

test("an address that is cut after its scheme may be anybody's", () => {
  const secrets = new Secrets();
  secrets.addUrl("https://collector.example/behavioral/zzz9zzz9");
  expect(secrets.masked("write https://… or https:…")).toBe("write https://… or https:…");
  expect(secrets.masked("not reached: https://coll…")).toBe("not reached: ***…");
});

test.for([4, 8, secret.length - 1])("the last %i characters after an ellipsis are masked", (length) => {
  expect(masked(`key …${secret.slice(-length)} is unknown`)).toBe("key …*** is unknown");
});

test("an end that was not read is taken for the beginning of a secret", () => {
  const secrets = new Secrets();
  secrets.add(secret);
  expect(secrets.maskedAnswer(`key ${secret.slice(0, 6)}`, true)).toBe("key ***");
  expect(secrets.maskedAnswer("key s3 and", true)).toBe("key s3 and");
});

describe("of a URL", () => {
  const parts = (url: string, text: string) => {
    const secrets = new Secrets();
    secrets.addUrl(url);
    return secrets.masked(text);
  };
  test.for([
    "https://c.example/behavioral/Zx9Qk77LmPq2",
    "https://c.example/behavioral/Zx9Qk77LmPq2?source=braze",
    "https://c.example/behavioral/Zx9Qk77LmPq2#x",
    "https://c.example/behavioral/Zx9Qk77LmPq2/v1",
    "https://c.example/behavioral/%5Ax9Qk77LmPq2/",
    "https://c.example/in?key=Zx9Qk77LmPq2",
  ])("the key is masked where it stands alone: %s", (url) => {
    expect(parts(url, "Behavioral endpoint key Zx9Qk77LmPq2 not found")).toBe(
      "Behavioral endpoint key *** not found",
    );
    expect(parts(url, `POST ${url} 404`)).not.toContain("Zx9Qk77LmPq2");
  });

  test("its words are not", () => {
    expect(parts("https://c.example/behavioral/Zx9Qk77LmPq2", "behavioral c.example")).toBe(
      "behavioral c.example",
    );
  });
});

test("a short secret is masked where it stands alone", () => {
  expect(masked("test, testing, (test) latest", "test")).toBe("***, testing, (***) latest");
});

describe("a part of a credential that is a word or a short number", () => {
  const parts = (...given: string[]) => {
    const secrets = new Secrets();
    for (const part of given) secrets.addPart(part);
    return secrets;
  };
  const words = ["a", "an", "test", "admin", "event", "Secret", "password", "1234"];

  test.for(words)("%s stays in what this program says", (word) => {
    const text = `a test of an event that admin sent with the ${word}: {"event": "${word}", "id": 1234}`;
    expect(parts(word).masked(text)).toBe(text);
  });

  test.for(words.filter(({ length }) => length > 1))("%s is not in what a server says", (word) => {
    expect(parts(word).maskedAnswer(`bad credentials x:${word.toUpperCase()} (“${word}”)`)).toBe(
      "bad credentials x:*** (“***”)",
    );
    expect(parts(word).maskedAnswer(`${word}s and x${word} stay`)).toBe(`${word}s and x${word} stay`);
  });

  test("one that is not is masked everywhere", () => {
    for (const part of ["s3cr3t", "pa-ss", "x7", "longenough", "12345678", "svc_mi"])
      expect(parts(part).masked(`it is ${part}.`)).toBe(part.length < 4 ? `it is ${part}.` : "it is ***.");
  });

  test("a URL's last part is one", () => {
    const secrets = new Secrets();
    secrets.addUrl("https://collector.example/v1/track");
    expect(secrets.masked('{"type": "track"}')).toBe('{"type": "track"}');
    expect(secrets.masked("POST https://collector.example/v1/track")).toBe("POST ***");
  });
});

test("what is not a secret stays", () => {
  const text = 'passwords "s3cr3t" \\u0041 %41 &amp; … é \u{1f600} \\';
  expect(masked(text)).toBe(text);
});

test("base32 is as its standard has it", () => {
  // https://www.rfc-editor.org/rfc/rfc4648#section-10
  const cases = {
    f: "MY",
    fo: "MZXQ",
    foo: "MZXW6",
    foob: "MZXW6YQ",
    fooba: "MZXW6YTB",
    foobar: "MZXW6YTBOI",
  };
  for (const [text, code] of Object.entries(cases)) expect(base32(Buffer.from(text))).toBe(code);
});

test.for(["product_viewed", "acme-retail"])("words of a secret stay where they stand apart: %s", (secret) => {
  expect(masked("the product viewed by acme retail", secret)).toBe("the product viewed by acme retail");
});

test("all of many secrets are found, each as long as it is", () => {
  const many = Array.from({ length: 3000 }, (_, index) => `key-aaaa-${index}`);
  expect(masked(many.join(" "), ...many)).toBe(many.map(() => "***").join(" "));
});
