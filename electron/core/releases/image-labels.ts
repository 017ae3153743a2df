import { versionName } from '../../../shared/model/release.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import type { BaseIdentity } from './identify-bases.ts';
import type { Revision } from './read-revision.ts';

export interface ImageLabelFacts {
  readonly app: string;
  readonly version: number;
  readonly owner: string;
  readonly build: string;
  readonly inputHash: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly revision: Revision;
  /** The image that the last stage is made from; undefined for `scratch`. */
  readonly base?: BaseIdentity;
  readonly runLabel?: string;
}

/** What an image of ours says about itself: the OCI annotations (image-spec, annotations.md) and our own labels. */
export function imageLabels(facts: ImageLabelFacts): Readonly<Record<string, string>> {
  const labels: Readonly<Record<string, string | undefined>> = {
    'org.opencontainers.image.created': new Date(facts.createdAt).toISOString(),
    'org.opencontainers.image.title': facts.app,
    'org.opencontainers.image.version': versionName(facts.version),
    'org.opencontainers.image.revision': facts.revision.commit,
    'org.opencontainers.image.source': facts.revision.source,
    'org.opencontainers.image.base.name': facts.base?.reference,
    'org.opencontainers.image.base.digest': facts.base?.registryDigest ?? facts.base?.digest,
    [LABEL.version]: LABEL_VERSION,
    [LABEL.owner]: facts.owner,
    [LABEL.role]: 'image',
    [LABEL.app]: facts.app,
    [LABEL.release]: versionName(facts.version),
    [LABEL.build]: facts.build,
    [LABEL.inputHash]: facts.inputHash,
    [LABEL.run]: facts.runLabel,
  };
  return Object.fromEntries(
    Object.entries(labels).filter((label): label is [string, string] => label[1] !== undefined),
  );
}
