/**
 * What makes an image the same image on every engine. Engine IDs differ between image stores and across save/load,
 * these do not: the digest of the image's configuration, its uncompressed layers in order, and its platform.
 */
export interface ImageIdentity {
  /** `sha256:…` of the image configuration. */
  readonly configDigest: string;
  /** `RootFS.Layers`: diff IDs, lowest first. */
  readonly layers: readonly string[];
  /** `os/architecture[/variant]`, for example `linux/amd64`. */
  readonly platform: string;
}

export function sameIdentity(a: ImageIdentity, b: ImageIdentity): boolean {
  return (
    a.configDigest === b.configDigest &&
    a.platform === b.platform &&
    a.layers.length === b.layers.length &&
    a.layers.every((layer, index) => layer === b.layers[index])
  );
}
