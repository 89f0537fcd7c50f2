/** Where fixtures are, unless a config says otherwise. */
export const usualFixtures: readonly string[] = ["fixtures/*.json"];
