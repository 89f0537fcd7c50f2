/** One thing that has to be in place. */
export interface Check {
  readonly what: string;
  /** `warning`: what most commands do without. */
  readonly state: "ok" | "warning" | "error";
  readonly says: string;
  /** The next step. */
  readonly next?: string;
}
