/** A file that ships with the package. The build leaves every file of code in one folder, as deep as this one is here. */
export const packageFile = (path: string): URL => new URL(`../${path}`, import.meta.url);
