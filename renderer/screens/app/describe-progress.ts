import type { Operation } from '../../../shared/model/operation.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { formatNumber } from '../../format/format-count.ts';

/** How far an operation is: as a share where the whole is known, and in words. */
export function describeProgress({ progress }: Operation): {
  readonly share: number | undefined;
  readonly detail: string | undefined;
} {
  if (progress === undefined) return { share: undefined, detail: undefined };
  const { current, total, unit } = progress;
  const amount = unit === 'bytes' ? formatBytes : formatNumber;
  const said = total === undefined ? amount(current) : `${amount(current)} of ${amount(total)}`;
  return {
    share: total === undefined || total === 0 ? undefined : Math.min(1, current / total),
    detail: unit === 'bytes' ? said : `${said} ${unit}`,
  };
}
