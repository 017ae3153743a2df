import type { ReleaseLayer } from '../../../shared/model/release-views.ts';
import { formatBytes } from '../../format/format-bytes.ts';

/** `5 shared, 80 MB; 1 only in v15, 3.9 MB; 2 only in v16, 4.1 MB` */
export function sumLayers(layers: readonly ReleaseLayer[], from: number, to: number): string {
  const words = { both: 'shared', from: `only in v${from}`, to: `only in v${to}` } as const;
  return (['both', 'from', 'to'] as const)
    .map((where) => {
      const of = layers.filter((layer) => layer.in === where);
      const known = of.every(({ sizeBytes }) => sizeBytes !== undefined);
      const bytes = of.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0);
      return of.length === 0 ? '' : `${of.length} ${words[where]}${known ? `, ${formatBytes(bytes)}` : ''}`;
    })
    .filter((part) => part !== '')
    .join('; ');
}
