import type { JSX } from 'react';
import { describeLog } from '../../../shared/model/describe-kept.ts';
import type { KeptLog, StoragePlan } from '../../../shared/model/storage.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { formatCount } from '../../format/format-count.ts';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';

/** What is kept on this machine beside the images: logs of builds and tests, and the history. */
export function RecordsPanel({ plan }: { readonly plan: StoragePlan }): JSX.Element {
  const { logs, logsBytes, keptLogs, history } = plan;
  return (
    <Panel title="Records" sub="on the machine that Twinberth runs on">
      <Facts
        facts={[
          {
            name: 'Build logs',
            value:
              logs.length === 0
                ? 'none has to go'
                : `${formatCount(logs.length, 'log')}, ${formatBytes(logsBytes)} can go`,
          },
          ...keptLogsFact(keptLogs),
          {
            name: 'History',
            value: `${formatBytes(history.bytes)}${history.freeBytes > 0 ? `, of which ${formatBytes(history.freeBytes)} are free inside` : ''}; nothing of it is ever forgotten`,
          },
        ]}
      />
    </Panel>
  );
}

/** How many logs stay for each reason, and what they take. */
function keptLogsFact(logs: readonly KeptLog[]): readonly Fact[] {
  if (logs.length === 0) return [];
  const reasons = [...Map.groupBy(logs, ({ why }) => describeLog(why))].map(
    ([why, all]) => `${all.length} ${why} (${formatBytes(all.reduce((sum, { bytes }) => sum + bytes, 0))})`,
  );
  return [{ name: 'Logs that stay', value: reasons.join(', ') }];
}
