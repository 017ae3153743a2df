import type { ReleaseChange } from '../../../shared/model/release-views.ts';
import type { Release } from '../../../shared/model/release.ts';
import { compareFacts, type Facts } from './compare-facts.ts';

/** What went into two releases, as it was recorded: bases by their digest, and everything else that was said to the builder. */
export function compareSources(from: Release, to: Release): readonly ReleaseChange[] {
  return [
    ...compareFacts('base', basesOf(from), basesOf(to)),
    ...compareFacts('input', inputsOf(from), inputsOf(to)),
  ];
}

function basesOf({ source }: Release): Facts {
  return source.kind === 'image' ? [] : source.bases.map(({ reference, digest }) => [reference, digest]);
}

function inputsOf({ source, revision, inputHash, identity }: Release): Facts {
  const common: Facts = [
    ['inputs', inputHash],
    ['platform', identity.platform],
    ...(revision === undefined ? [] : ([['commit', revision]] as const)),
  ];
  if (source.kind === 'image') {
    return [
      ...common,
      ['image', source.reference],
      ...(source.pinned === undefined ? [] : ([['pulled', source.pinned]] as const)),
    ];
  }
  return [
    ...common,
    ['context', source.context],
    ['dockerfile', source.dockerfile],
    ...(source.target === undefined ? [] : ([['target', source.target]] as const)),
    ...Object.entries(source.args).map(([name, value]) => [`argument ${name}`, value] as const),
  ];
}
