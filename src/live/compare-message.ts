import type { WebhookMessage } from "../braze-api/messages.js";
import { type GeneratedBody, type LiveBody, liveBody } from "../generate/live-body.js";
import { nextFor, whatItIs } from "../generate/live-words.js";
import { shortened } from "../source/shortened.js";
import type { Drift } from "./drift.js";

/** The request that a campaign ought to send. */
export interface WantedRequest {
  readonly slug: string;
  /** By name; of a secret, what stands for it. */
  readonly headers: Readonly<Record<string, string>>;
  /** All of the config's, so that a body in the wrong campaign is known. */
  readonly bodies: readonly GeneratedBody[];
}

/** How a webhook in Braze differs from what is generated. Of a secret only whether it is there, and its form, is looked at. */
export function messageDrifts(
  message: WebhookMessage,
  wanted: WantedRequest,
): { readonly body: LiveBody; readonly drifts: readonly Drift[] } {
  const { slug } = wanted;
  const prefix = `${slug}/${message.name}`;
  const body = liveBody(message.body, wanted.bodies);
  const drift = (what: Drift["what"], said: string, ...next: string[]): Drift => ({
    what,
    message: `${prefix}: ${said}`,
    next,
  });
  const url = urlFault(message.url);
  return {
    body,
    drifts: [
      ...(url === undefined
        ? []
        : [drift("url", `the URL ${url}`, "In Braze, paste the endpoint URL that Movable Ink issued.")]),
      ...(message.method.toUpperCase() === "POST"
        ? []
        : [
            drift(
              "method",
              message.method === ""
                ? "it has no HTTP method"
                : `the HTTP method is ${shortened(message.method, 20)}`,
              "In Braze, set it to POST.",
            ),
          ]),
      ...headerFaults(message.headers, wanted.headers).map(({ said, next }) => drift("header", said, next)),
      ...bodyDrifts(message, wanted, body).map((one) => ({ ...one, message: `${prefix}: ${one.message}` })),
    ],
  };
}

function bodyDrifts(message: WebhookMessage, { slug, bodies }: WantedRequest, body: LiveBody): Drift[] {
  const wanted = bodies.find((one) => one.slug === slug);
  const tag = wanted?.tag;
  if (body.slug !== undefined && body.slug !== slug && body.state !== "left")
    return [
      {
        what: "body",
        message: `its body is that of another campaign, ${body.slug}`,
        next: [pasting(slug, tag)],
      },
    ];
  if (body.state === "same" || body.state === "block") return [];
  const generated = wanted?.text;
  return [
    {
      what: "body",
      message: `its body is ${message.body.trim() === "" ? "empty" : whatItIs(body)}`,
      next: tag === undefined ? nextFor({ ...body, slug }) : [pasting(slug, tag)],
      ...(generated === undefined || message.body.trim() === ""
        ? {}
        : { texts: { live: message.body, generated: tag ?? generated } }),
    },
  ];
}

const pasting = (slug: string, tag: string | undefined): string =>
  `In Braze, put ${tag ?? `the whole of ${slug}/body.liquid`} in the place of the body.`;

/** What is wrong with an endpoint, whose path is a credential and is not quoted. */
function urlFault(url: string): string | undefined {
  if (url.trim() === "") return "is empty";
  if (isPlaceholder(url)) return "still has the placeholder of url.txt";
  let parsed: URL;
  try {
    parsed = new URL(url.trim());
  } catch {
    return "is not a whole URL";
  }
  if (parsed.protocol !== "https:") return `begins with ${parsed.protocol}, so events can be read in transit`;
  return parsed.pathname.replace(/\/+$/, "") === "" ? "ends after the host, without the key" : undefined;
}

const isPlaceholder = (value: string): boolean => /<[^<>]*[A-Z_]{3,}[^<>]*>/.test(value);

function headerFaults(
  live: ReadonlyMap<string, string>,
  wanted: Readonly<Record<string, string>>,
): { said: string; next: string }[] {
  const given = new Map([...live].map(([name, value]) => [name.trim().toLowerCase(), { name, value }]));
  const names = new Set(Object.keys(wanted).map((name) => name.toLowerCase()));
  const faults = Object.entries(wanted).flatMap(([name, value]) => {
    const one = given.get(name.toLowerCase());
    if (!one) return [{ said: `the header ${name} is missing`, next: `In Braze, add ${name}: ${value}.` }];
    const fault =
      name === "Authorization"
        ? authorizationFault(one.value)
        : one.value.trim().toLowerCase() === value.toLowerCase()
          ? undefined
          : `is ${shortened(one.value, 60)}, not ${value}`;
    return fault === undefined
      ? []
      : [{ said: `the header ${name} ${fault}`, next: `In Braze, set it to ${value}.` }];
  });
  const strangers = [...given].filter(([name]) => !names.has(name));
  return [
    ...faults,
    ...strangers.map(([, { name }]) => ({
      said: `it sends a header ${shortened(name, 60)} that the config does not have`,
      next: "In Braze, take it out, unless somebody relies on it.",
    })),
  ];
}

/** `Basic`, one space, and base64 of a name, a colon and a password; which they are, nobody is told. */
function authorizationFault(value: string): string | undefined {
  if (value.trim() === "") return "is empty";
  if (isPlaceholder(value)) return "still has the placeholder of headers.json";
  const [, credentials] = /^Basic ([A-Za-z0-9+/_-]+={0,2})$/.exec(value.trim()) ?? [];
  if (credentials === undefined) return "is not Basic, one space and base64";
  let pair: string;
  try {
    pair = atob(credentials.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "is not Basic, one space and base64";
  }
  return /^[^:]+:./s.test(pair) ? undefined : "is not base64 of a user name, a colon and a password";
}
