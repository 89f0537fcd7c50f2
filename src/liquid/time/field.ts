/** What is between a `%` and its letter. `-` wins over every padding; of the others the last one counts. */
export interface Field {
  readonly flags: string;
  readonly width: number | undefined;
}
