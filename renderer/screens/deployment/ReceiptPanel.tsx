import type { JSX } from 'react';
import type { DeploymentDetail } from '../../../shared/model/deployment-views.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ProbeChart } from './ProbeChart.tsx';
import { receiptFigures } from './receipt-figures.ts';
import styles from './ReceiptPanel.module.css';

/** What the swap cost, measured through the edge on the path of everybody's requests. */
export function ReceiptPanel({ detail }: { readonly detail: DeploymentDetail }): JSX.Element | null {
  const { deployment, probes, steps } = detail;
  const { receipt } = deployment;
  if (receipt === undefined && (probes === undefined || probes.length === 0)) return null;
  const switched = steps.find(({ name, state }) => name === 'switch' && state === 'done');
  return (
    <Panel
      title="Receipt"
      sub={
        receipt === undefined
          ? 'not written yet'
          : receipt.via === 'port'
            ? 'measured through the published port'
            : 'measured from within the edge'
      }
    >
      {receipt !== undefined && (
        <dl className={styles.figures}>
          {receiptFigures(receipt).map(({ name, value, bad }) => (
            <div key={name} className={styles.figure}>
              <dt>{name}</dt>
              <dd className={bad ? styles.bad : undefined}>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {probes !== undefined && probes.length > 0 && (
        <ProbeChart
          probes={probes}
          switchedAtMs={switched === undefined ? undefined : switched.startedAt - deployment.startedAt}
        />
      )}
      {receipt !== undefined && receipt.failureSamples.length > 0 && (
        <details>
          <summary>The first failures</summary>
          <ul className={styles.samples}>
            {receipt.failureSamples.map((sample, place) => (
              <li key={place}>
                <code>{sample}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
