import type { JSX } from 'react';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { Source } from '../../../shared/model/plan.ts';
import { ConfigDifference } from '../../sheets/ConfigDifference.tsx';
import { ColourMark } from '../../ui/ColourMark.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ConfigurationText } from '../app/ConfigurationText.tsx';
import styles from './PlanPanel.module.css';

/** Where the containers of the new colour came from. */
const CONTAINERS: Readonly<Record<Source, string>> = {
  create: 'new ones, made from the image',
  start: 'the stopped ones of before, started again',
  warm: 'those that were still running: only the gate swings',
};

/** The plan as it was when it was decided upon, and the configuration that came with it. */
export function PlanPanel({
  deployment: { plan, config },
}: {
  readonly deployment: Deployment;
}): JSX.Element {
  return (
    <Panel title="Plan" sub="as it was">
      <Facts facts={factsOf(plan)} />
      {[...plan.refusals.map(({ message }) => message), ...plan.warnings].map((text) => (
        <p key={text} className={styles.warning}>
          <Icon name="triangle" size={12} />
          {text}
        </p>
      ))}
      <ConfigDifference changes={plan.changes} first={plan.fromVersion === undefined} />
      <details>
        <summary>The whole configuration</summary>
        <div className={styles.config}>
          <ConfigurationText
            label="Configuration of the deployment"
            text={JSON.stringify(config, null, 2)}
            problems={[]}
          />
        </div>
      </details>
    </Panel>
  );
}

function factsOf(plan: Deployment['plan']): readonly Fact[] {
  const { fromVersion, fromColour, version, toColour, strategy, strategyWhy, source, interruptions, image } =
    plan;
  return [
    {
      name: 'Before',
      value:
        fromVersion === undefined || fromColour === undefined ? (
          'nothing'
        ) : (
          <>
            v{fromVersion} in <ColourMark colour={fromColour} />
          </>
        ),
    },
    {
      name: 'Then',
      value: (
        <>
          v{version} in <ColourMark colour={toColour} />
        </>
      ),
    },
    {
      name: 'Strategy',
      value: `${strategy === 'blue-green' ? 'blue/green' : 'hold and swap'}, ${strategyWhy}`,
    },
    { name: 'Containers', value: CONTAINERS[source] },
    { name: 'Image', value: <code>{image}</code> },
    {
      name: 'Interruption',
      value: interruptions.length === 0 ? 'none announced' : interruptions.map(({ why }) => why).join('; '),
    },
  ];
}
