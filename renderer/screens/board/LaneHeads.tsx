import { memo, type JSX } from 'react';
import type { LaneView } from '../../../shared/model/house.ts';
import { useHouse } from '../../store/use-house.ts';
import { Icon } from '../../ui/Icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { describePolicy } from './describe-policy.ts';
import { LaneAnswerWords } from './LaneAnswerWords.tsx';
import styles from './LaneHeads.module.css';
import { useLaneAnswer } from './use-lane-answer.ts';

/** The environments, with their hosts and what they ask of a release. They stay in sight. */
export function LaneHeads({ lanes }: { readonly lanes: readonly LaneView[] }): JSX.Element {
  return (
    <div className={styles.heads} role="rowgroup">
      <div className={styles.row} role="row" aria-rowindex={1}>
        <div className={styles.corner} role="columnheader" aria-colindex={1}>
          <VisuallyHidden>App</VisuallyHidden>
        </div>
        {lanes.map((lane, place) => (
          <LaneHead key={lane.id} lane={lane} column={place + 2} />
        ))}
      </div>
    </div>
  );
}

const LaneHead = memo(function LaneHead({
  lane,
  column,
}: {
  readonly lane: LaneView;
  readonly column: number;
}): JSX.Element {
  const { answer, over, target } = useLaneAnswer(lane);
  const policy = describePolicy(lane.policy);
  return (
    <div
      className={joinClasses(
        styles.head,
        answer !== undefined && styles[answer.kind],
        over && styles.over,
        target && styles.target,
      )}
      role="columnheader"
      aria-colindex={column}
      data-lane={lane.name}
    >
      <h2 className={styles.name} title={lane.name}>
        {lane.name}
      </h2>
      <span className={joinClasses(styles.hosts, answer !== undefined && styles.aside)}>
        {lane.hosts.map((host) => (
          <LaneHost key={host} name={host} />
        ))}
      </span>
      <span className={joinClasses(styles.end, answer === undefined && styles.policy)}>
        {answer === undefined ? (
          policy !== '' && <span title={`Takes a release that is: ${policy}`}>{policy}</span>
        ) : (
          <LaneAnswerWords answer={answer} />
        )}
      </span>
    </div>
  );
});

function LaneHost({ name }: { readonly name: string }): JSX.Element {
  const host = useHouse((state) => state.hosts.find((one) => one.name === name));
  if (host?.state !== 'away') return <span className={styles.host}>{name}</span>;
  return (
    <span className={joinClasses(styles.host, styles.away)} title={host.problem?.message}>
      <Icon name="triangle" size={11} label="away" />
      {name} <RelativeTime at={host.since} />
    </span>
  );
}
