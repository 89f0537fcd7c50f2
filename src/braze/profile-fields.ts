/** What Liquid, the export of a user and the dashboard call a field of a profile. */
interface FieldNames {
  /** Within the braces; the device's are in a namespace of their own. */
  readonly liquid: string;
  readonly namespace?: string;
  /** In the user object of `/users/export/ids`. */
  readonly exported: string;
  /** The dashboard's label. */
  readonly label: string;
  /** Within a sentence. */
  readonly words: string;
}

/**
 * The fields that a source of a config may name, in the config's words.
 * https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/supported_personalization_tags
 */
export const profileFields = {
  external_id: {
    liquid: "user_id",
    exported: "external_id",
    label: "External User ID",
    words: "External User ID",
  },
  braze_id: { liquid: "braze_id", exported: "braze_id", label: "Braze ID", words: "Braze ID" },
  email_address: { liquid: "email_address", exported: "email", label: "Email", words: "e-mail address" },
  phone_number: { liquid: "phone_number", exported: "phone", label: "Phone", words: "phone number" },
  time_zone: {
    liquid: "time_zone",
    exported: "time_zone",
    label: "Time zone",
    words: "the profile's time zone",
  },
  device_id: {
    liquid: "id",
    namespace: "most_recently_used_device",
    exported: "devices[].device_id",
    label: "Device ID",
    words: "ID of the device that was used last",
  },
} as const satisfies Readonly<Record<string, FieldNames>>;

export type ProfileField = keyof typeof profileFields;

export const isProfileField = (word: string): word is ProfileField => Object.hasOwn(profileFields, word);

/** The same by a type that has all of its members. */
export const namesOfField = (field: ProfileField): FieldNames => profileFields[field];
