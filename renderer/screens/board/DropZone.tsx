import type { JSX } from 'react';
import type { LaneView } from '../../../shared/model/house.ts';
import { assertNever } from '../../../shared/model/assert-never.ts';
import { Icon } from '../../ui/Icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { useBoardState } from './board-context.ts';
import styles from './DropZone.module.css';
import type { LaneAnswer } from './lane-answer.ts';
import { SoakLeft } from './LaneAnswerWords.tsx';
import { useLaneAnswer } from './use-lane-answer.ts';

/** Over the cell of the card that is in the hand: whether this lane takes it, and if not, why. */
export function DropZone({
  app,
  lane,
}: {
  readonly app: string;
  readonly lane: LaneView;
}): JSX.Element | null {
  const { answer, over } = useLaneAnswer(lane, app);
  const version = useBoardState(({ picked }) => (picked?.app === app ? picked.version : undefined));
  if (answer === undefined || answer.kind === 'own' || version === undefined) return null;
  return (
    <div
      className={joinClasses(styles.zone, styles[answer.kind], over && styles.over)}
      data-drop={answer.kind}
      aria-hidden
    >
      <Words answer={answer} version={version} />
    </div>
  );
}

function Words({
  answer,
  version,
}: {
  readonly answer: Exclude<LaneAnswer, { kind: 'own' }>;
  readonly version: number;
}): JSX.Element {
  switch (answer.kind) {
    case 'asking':
      return <Spinner />;
    case 'takes':
      return (
        <>
          <strong>Promote v{version} here</strong>
          <span>{answer.version === undefined ? 'the first here' : `v${answer.version} → v${version}`}</span>
        </>
      );
    case 'override':
      return (
        <>
          <strong>
            <Icon name="lock" size={12} />
            {answer.soakedAt === undefined ? 'Not without a reason' : <SoakLeft until={answer.soakedAt} />}
          </strong>
          <span className={styles.why}>{answer.why.join(' ')}</span>
        </>
      );
    case 'refuses':
      return (
        <>
          <strong>
            <Icon name="cross" size={12} />
            Not here
          </strong>
          <span className={styles.why}>{answer.why.join(' ')}</span>
        </>
      );
    default:
      return assertNever(answer);
  }
}
