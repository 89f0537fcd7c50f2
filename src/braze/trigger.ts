/** What starts a send in Braze. */
export type Trigger =
  /** Any of these events, named as Braze's trigger list shows them. */
  | { readonly kind: "custom_event"; readonly names: readonly [string, ...string[]] }
  /** `product` is undefined for any product. */
  | { readonly kind: "purchase"; readonly product: string | undefined }
  | { readonly kind: "api" }
  /** A webhook step of the Canvas of this name: users reach it along the Canvas's path, whatever entered them. */
  | { readonly kind: "canvas"; readonly name: string };
