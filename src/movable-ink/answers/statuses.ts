import { brazePages } from "../../braze/pages.js";
import { sources } from "../sources.js";
import { type Answer, type Cited, page } from "./page.js";

const probes = "https://github.com/api-evangelist/movable-ink";

const lost = "Braze never sends it again: the event is lost.";
const retried = "Braze retries, at most five times within 30 minutes, with increasing delays.";

const delivery: Cited = {
  says: "which statuses count as received, and which are tried again",
  source: brazePages.webhook,
};
const errors: Cited = { says: "what the status means", source: brazePages.requestErrors };
const collector = (code: number) => `when Movable Ink's collector answers ${code}, and with which body.`;

type Parts = Pick<Answer, "title" | "meaning" | "fix"> & Partial<Answer>;

const status = (code: number, parts: Parts): Answer =>
  page({ id: String(code), sources: [delivery], undocumented: collector(code), ...parts });

/** Every status that an event may get. */
export const statusPages: readonly Answer[] = [
  status(200, {
    title: "OK",
    meaning: "The collector has accepted the event. A field that no event mapping names is dropped.",
    fix: "Check that its event mapping is active, and that it names every field of the payload.",
    undocumented: "the body of the answer, and whether 200 also comes where no mapping matches.",
    sources: [
      delivery,
      { says: "a test that succeeds shows 200", source: sources.braze },
      { says: "a mapping names each field by a path", source: sources.rudderstack },
    ],
  }),
  status(202, {
    title: "Accepted",
    meaning: "Braze treats it as a success.",
    fix: "Look for the event in Movable Ink.",
  }),
  status(204, {
    title: "No Content",
    meaning: "Braze treats it as a success.",
    fix: "Look for the event in Movable Ink.",
  }),
  status(301, {
    title: "Moved Permanently",
    meaning: `Braze does not follow redirects: the event counts as not received. ${lost}`,
    fix: "Use the address that it points to as the endpoint: most often https instead of http, or a trailing slash.",
  }),
  status(302, {
    title: "Found",
    meaning: `Braze does not follow redirects: the event counts as not received. ${lost}`,
    fix: "Use the address that it points to as the endpoint.",
  }),
  status(400, {
    title: "Bad Request",
    meaning: `There is invalid syntax in the request: most often JSON that is broken by a blank value or an unescaped quote. ${lost}`,
    fix: "Run mi-braze lint on the body, then mi-braze preview for the user; compare what is sent with the mapping that was agreed.",
    sources: [delivery, errors],
    findings: ["bare-value", "unescaped-text", "missing-value", "missing-comma"],
  }),
  status(401, {
    title: "Unauthorized",
    meaning: `The request lacks valid credentials: the Authorization header is missing or wrong. ${lost}`,
    fix: "The Authorization header must be Basic followed by the base64 of user:password, without a line break at the end. Ask Movable Ink for the pre-encoded value if in doubt.",
    sources: [
      delivery,
      errors,
      { says: "the header, and that the encoded value can be asked for", source: sources.braze },
    ],
    findings: ["header-line-break", "header-name"],
  }),
  status(403, {
    title: "Forbidden",
    meaning: `The endpoint understood the request and refuses it to whoever sent it. ${lost}`,
    fix: "Ask Movable Ink whether the credential belongs to this endpoint, and whether senders are restricted by IP address.",
    sources: [delivery, errors],
  }),
  status(404, {
    title: "Not Found",
    meaning: `With {"message": "Behavioral endpoint key not found"}: the last part of the URL is not a key that the collector knows; it is looked up before the password. With "404 page not found": the path is not /behavioral/KEY. ${lost}`,
    fix: "Copy the whole endpoint URL again, as Movable Ink issued it.",
    undocumented: undefined,
    sources: [
      delivery,
      errors,
      { says: "both answers, as seen from outside in August 2026; no page of Movable Ink's", source: probes },
    ],
    texts: ["Behavioral endpoint key not found", "404 page not found"],
  }),
  status(405, {
    title: "Method Not Allowed",
    meaning: `The endpoint does not take the request's method. ${lost}`,
    fix: "Set the webhook's method to POST.",
    sources: [delivery, errors, { says: "the method is POST", source: sources.braze }],
  }),
  status(408, {
    title: "Request Timeout",
    meaning: `The endpoint timed out while it worked on the request. ${retried}`,
    fix: "Nothing, if it is rare.",
    sources: [delivery, errors],
  }),
  status(409, {
    title: "Conflict",
    meaning: `The request conflicts with the present state of what it addresses. ${lost}`,
    fix: "Ask Movable Ink, giving the request id of the response.",
    sources: [delivery, errors],
  }),
  status(413, {
    title: "Content Too Large",
    meaning: `The body is too large: it has to be smaller than 2 MB. ${lost}`,
    fix: "Send fewer items or shorter strings.",
    sources: [delivery, { says: "the limit of 2 MB, not the status", source: sources.amplitude }],
    findings: ["payload-size"],
  }),
  status(415, {
    title: "Unsupported Media Type",
    meaning: `In HTTP: the body's Content-Type is not taken. ${lost}`,
    fix: "Set the header Content-Type: application/json.",
    findings: ["missing-content-type", "header-name"],
  }),
  status(422, {
    title: "Unprocessable Content",
    meaning: `In HTTP: the payload could be read and is not accepted. ${lost}`,
    fix: "Compare a sample payload with the event mapping.",
  }),
  status(429, {
    title: "Too Many Requests",
    meaning: `Events arrive too fast. ${retried}`,
    fix: "Lower the delivery speed of the campaign. Which rate Movable Ink takes is not published: ask for yours.",
    undocumented: undefined,
    sources: [
      delivery,
      errors,
      { says: "the collector answers 429 to whoever sends too fast", source: sources.amplitude },
    ],
  }),
  status(500, {
    title: "Internal Server Error",
    meaning: `Something unexpected kept the endpoint from doing its work. ${retried}`,
    fix: "See Movable Ink's status page, component Customer Data API.",
    sources: [delivery, errors],
  }),
  status(502, {
    title: "Bad Gateway",
    meaning: `The endpoint's gateway got no valid answer from the server behind it. ${retried}`,
    fix: "See Movable Ink's status page.",
    sources: [delivery, errors],
  }),
  status(503, {
    title: "Service Unavailable",
    meaning: `The endpoint takes no requests at the moment: overload or maintenance. ${retried}`,
    fix: "See Movable Ink's status page.",
    sources: [delivery, errors],
  }),
  status(504, {
    title: "Gateway Timeout",
    meaning: `The endpoint's gateway got no answer in time. ${retried}`,
    fix: "See Movable Ink's status page.",
    sources: [delivery, errors],
  }),
  status(529, {
    title: "Host Overloaded",
    meaning: `The host is overloaded and could not answer. ${retried}`,
    fix: "Lower the delivery speed of the campaign.",
    undocumented: undefined,
    sources: [delivery, errors],
  }),
  status(598, {
    title: "Host Unhealthy",
    meaning:
      "Braze's own status: more than 3,000 requests to the host failed within a minute, so Braze sends it none for a minute. What was held back is retried a few times only.",
    fix: "Find out why they failed, then send the missing events again.",
    undocumented: undefined,
    sources: [errors],
    texts: ["unhealthy host", "host is unhealthy", "host unhealthy"],
  }),
  status(599, {
    title: "Connection Error",
    meaning: `Braze's own status: no connection could be made in time. ${retried}`,
    fix: "Check the endpoint's host and port; Braze allows only ports 80 and 443.",
    undocumented: undefined,
    sources: [delivery, errors],
    texts: [
      "getaddrinfo",
      "ECONNREFUSED",
      "ENOTFOUND",
      "Connection refused",
      "Failed to open TCP connection*",
      "ECONNRESET",
      "connect ETIMEDOUT",
      "EHOSTUNREACH",
      "ENETUNREACH",
      "ECONNABORTED",
      "EPIPE",
      "Connection reset",
      "Connection error",
      "Could not connect",
      "Couldn't connect",
      "Could not resolve host*",
      "name or service not known",
      "nodename nor servname provided",
      "no such host",
      "no route to host",
      "socket hang up",
      "end of file reached",
      "server closed the connection*",
      "SocketError",
    ],
    findings: ["url-port"],
  }),
];

/** The page of a status; for one that nobody documents, what its class means to Braze. */
export function statusPage(code: number): Answer {
  const found = statusPages.find(({ id }) => id === String(code));
  if (found) return found;
  if (code >= 200 && code < 300)
    return status(code, {
      title: "A success",
      meaning: "Braze treats any 20x as received.",
      fix: "Look for the event in Movable Ink.",
    });
  if (code >= 300 && code < 400)
    return status(code, {
      title: "A redirect",
      meaning: `Braze does not follow redirects. ${lost}`,
      fix: "Use the address that it points to as the endpoint.",
    });
  if (code >= 500)
    return status(code, {
      title: "A server error",
      meaning: retried,
      fix: "See Movable Ink's status page.",
    });
  return status(code, {
    title: "Refused",
    meaning: lost,
    fix: "Ask Movable Ink, giving the request id of the response.",
  });
}

/** Statuses after which Braze retries. */
export const isRetried = (code: number): boolean => code === 408 || code === 429 || code >= 500;
export const isSuccess = (code: number): boolean => code >= 200 && code < 300;
