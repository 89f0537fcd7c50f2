/** The beginning of what sends a body, where the body alone is due. */
export const command =
  /^(?:curl|wget|http|https?:|fetch\(|axios|requests\.|\$\.(?:ajax|post)|POST |PUT |GET |PATCH )/;
