import type { JSX } from 'react';
import type { PlanView } from '../../shared/model/deployment-views.ts';
import type { PlacementView } from '../../shared/model/house.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { formatDuration } from '../format/format-duration.ts';
import { ColourMark } from '../ui/ColourMark.tsx';
import { Facts, type Fact } from '../ui/Facts.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { describeTest } from './describe-test.ts';
import { describeWayBack } from './describe-way-back.ts';
import type { PlanIntent } from './plan-intent.ts';
import styles from './PlanFacts.module.css';

export interface PlanFactsProps {
  readonly intent: PlanIntent;
  readonly view: PlanView;
  readonly placement: PlacementView | undefined;
}

/** A plan in names and values, in the order in which one asks. */
export function PlanFacts({ intent, view, placement }: PlanFactsProps): JSX.Element {
  const { plan, release, hosts, soak, wayBack } = view;
  const facts: Fact[] = [
    { name: 'Image', value: <Image view={view} /> },
    { name: 'Now', value: <Now plan={plan} placement={placement} /> },
    { name: 'Then', value: <Then plan={plan} /> },
    { name: 'Strategy', value: `${strategyWords(plan)}, ${plan.strategyWhy}` },
    { name: 'Interruption', value: plan.interruptions.length === 0 ? 'none' : 'yes, see above' },
    {
      name: 'Tested',
      value: (
        <>
          {describeTest(release.test)}, built <RelativeTime at={release.createdAt} ago />
        </>
      ),
    },
  ];
  if (soak !== undefined)
    facts.push({
      name: 'Soak',
      value:
        soak.wantedMs === 0
          ? `none required, ${formatDuration(soak.doneMs)} done`
          : `${formatDuration(soak.wantedMs)} required, ${formatDuration(soak.doneMs)} done`,
    });
  if (hosts.length > 1) facts.push({ name: 'Hosts', value: hosts.join(', then ') });
  if (intent.kind !== 'rollback') facts.push({ name: 'Way back', value: describeWayBack(wayBack) });
  return <Facts facts={facts} />;
}

function Image({ view: { plan, release } }: { readonly view: PlanView }): JSX.Element {
  const digest = release.identity.configDigest.replace(/^sha256:/, '').slice(0, 12);
  const step = plan.steps.find(({ name }) => name === 'image');
  return (
    <span className={styles.mono}>
      {release.tag} · {digest}
      {step !== undefined && <span className={styles.quiet}>{step.text}</span>}
    </span>
  );
}

function Now({
  plan: { fromVersion, fromColour },
  placement,
}: {
  readonly plan: Plan;
  readonly placement: PlacementView | undefined;
}): JSX.Element {
  if (fromVersion === undefined || fromColour === undefined) return <>nothing runs there yet</>;
  return (
    <>
      v{fromVersion} in <ColourMark colour={fromColour} />
      {placement !== undefined && `, ${placement.replicas.up} of ${placement.replicas.wanted} well`}
    </>
  );
}

function Then({ plan: { version, toColour, steps } }: { readonly plan: Plan }): JSX.Element {
  const standby = steps.find(({ name }) => name === 'standby');
  return (
    <>
      v{version} in <ColourMark colour={toColour} />
      {standby !== undefined && `; ${standby.text}`}
    </>
  );
}

function strategyWords({ strategy, source }: Plan): string {
  const name = strategy === 'blue-green' ? 'blue/green' : 'hold and swap';
  return source === 'warm' ? `${name}, only the gate swings` : name;
}
