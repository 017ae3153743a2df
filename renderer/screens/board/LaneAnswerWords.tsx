import type { JSX } from 'react';
import { assertNever } from '../../../shared/model/assert-never.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useClockText } from '../../ui/use-clock-text.ts';
import type { LaneAnswer } from './lane-answer.ts';
import styles from './LaneAnswerWords.module.css';

/** What a lane says, in two or three words. */
export function LaneAnswerWords({ answer }: { readonly answer: LaneAnswer }): JSX.Element {
  switch (answer.kind) {
    case 'own':
      return <span className={styles.quiet}>is here</span>;
    case 'asking':
      return <span className={styles.quiet}>asking</span>;
    case 'takes':
      return (
        <span className={styles.takes}>
          <Icon name="check" size={11} />
          takes it
        </span>
      );
    case 'override':
      return (
        <span className={styles.override}>
          <Icon name="lock" size={11} />
          {answer.soakedAt === undefined ? 'asks for a reason' : <SoakLeft until={answer.soakedAt} short />}
        </span>
      );
    case 'refuses':
      return (
        <span className={styles.refuses}>
          <Icon name="cross" size={11} />
          not here
        </span>
      );
    default:
      return assertNever(answer);
  }
}

/** Counts a soak time down. */
export function SoakLeft({
  until,
  short = false,
}: {
  readonly until: number;
  readonly short?: boolean;
}): JSX.Element {
  const text = useClockText((now) =>
    until > now
      ? `${formatDuration(Math.ceil((until - now) / 1000) * 1000)} ${short ? 'left' : 'of soak left'}`
      : 'soaked now',
  );
  return <span className={styles.number}>{text}</span>;
}
