/** Thrown by `abort_message`: the rendering ends and nothing is sent. */
export class Aborted extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}
