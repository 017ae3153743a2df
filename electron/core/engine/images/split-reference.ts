/** The name of an image, and its tag or digest as the pull endpoint wants them: apart. */
export interface ImageReference {
  readonly name: string;
  /** A tag, or `sha256:…`. */
  readonly version: string;
}

/** Without a tag or digest the version is `latest`: left empty, the engine would pull every tag there is. */
export function splitReference(reference: string): ImageReference {
  const at = reference.indexOf('@');
  if (at !== -1) return { name: withoutTag(reference.slice(0, at)), version: reference.slice(at + 1) };
  const name = withoutTag(reference);
  return { name, version: reference.slice(name.length + 1) || 'latest' };
}

/** The colon of a registry's port comes before a slash, that of a tag after the last one. */
function withoutTag(reference: string): string {
  const colon = reference.lastIndexOf(':');
  return colon > reference.lastIndexOf('/') ? reference.slice(0, colon) : reference;
}
