import { type Liquid, Tag, type TagToken, type TopLevelToken } from "liquidjs";
import { Aborted } from "./signals.js";

/** The forms that Braze documents: nothing, `()`, and a quoted reason with or without brackets (`…/liquid/aborting_messages.md`). */
const forms = /^\(?\s*(?:"([^"]*)"|'([^']*)')?\s*\)?$/;

/** `{% abort_message("reason") %}`: ends the rendering, and nothing is sent. */
export class AbortMessage extends Tag {
  private readonly reason: string;

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    const found = forms.exec(token.args.trim());
    if (!found) throw new Error('the reason must be one quoted text: abort_message("reason")');
    // The literal was rewritten for liquidjs, which reads backslash escapes; here nothing reads them.
    const reason = (found[1] ?? found[2])?.replaceAll("\\\\", "\\");
    this.reason = reason ?? "{% abort_message %} called";
  }

  override render(): never {
    throw new Aborted(this.reason);
  }
}
