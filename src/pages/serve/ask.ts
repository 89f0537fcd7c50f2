import { isJsonObject, type JsonObject, readJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";

/** What the server says; what it cannot be asked for is a fault. */
export async function ask(name: string, body?: object): Promise<JsonObject> {
  try {
    const answer = await fetch(
      name,
      body && {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: jsonText(body),
      },
    );
    const text = await answer.text();
    const said = readJson(text);
    return isJsonObject(said) ? said : { fault: text.trim() };
  } catch {
    return { fault: "mi-braze serve has ended, or cannot be reached." };
  }
}
