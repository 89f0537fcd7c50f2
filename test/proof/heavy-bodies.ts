/** Whether a body of `imprecise/`, by its file's name, is one of those that take more work than all others together. */
export const isHeavy = (name: string): boolean =>
  /^captured-(?:many-(?:members|or-null|before-one|behind-one)|separator|first-flag)\.liquid$/.test(name);
