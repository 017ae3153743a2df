import type { LogSource } from '../../../shared/model/log-batch.ts';
import type { RowTag } from './paint-row.ts';

/** What tells a source from the others here: `blue 1`, `edge`, with its host where there are several. */
export function describeSource(source: LogSource, all: readonly LogSource[]): RowTag {
  const severalHosts = all.some(({ host }) => host !== source.host);
  const name =
    source.role === 'edge' ? 'edge' : [source.colour, source.replica].filter(Boolean).join(' ') || 'replica';
  const version = source.version === undefined ? '' : `v${source.version}, `;
  return {
    text: severalHosts ? `${name} ${source.host}` : name,
    title: `${version}${source.container} on ${source.host}`,
    colour: source.colour,
  };
}
