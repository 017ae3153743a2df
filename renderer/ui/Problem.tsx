import type { JSX } from 'react';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { Button } from './Button.tsx';
import { CopyText } from './CopyText.tsx';
import { Icon } from './Icon.tsx';
import styles from './Problem.module.css';

export interface ProblemProps {
  readonly problem: ErrorReply;
  /** What could not be done: `The logs of web in prod could not be read`. */
  readonly title?: string;
  /** Does the same again. Offered whatever the reply says about it, but in the first place when a retry may help. */
  readonly onRetry?: (() => void) | undefined;
  /** It is being tried again. */
  readonly retrying?: boolean;
}

/** A failure, with its way out; its facts are folded. */
export function Problem({ problem, title, onRetry, retrying = false }: ProblemProps): JSX.Element {
  const details = Object.entries(problem.details);
  return (
    <div className={styles.problem} role="alert">
      <span className={styles.icon}>
        <Icon name="triangle" />
      </span>
      <div className={styles.body}>
        {title !== undefined && <strong className={styles.title}>{title}</strong>}
        <p className={styles.message}>{problem.message}</p>
        <details className={styles.details}>
          <summary>Details</summary>
          <dl>
            <dt>code</dt>
            <dd>
              <CopyText text={problem.code} what="error code" />
            </dd>
            {details.map(([key, value]) => (
              <Detail key={key} name={key} value={value} />
            ))}
          </dl>
        </details>
      </div>
      {onRetry !== undefined && (
        <Button
          variant={problem.retry === true ? 'default' : 'quiet'}
          size="small"
          icon="refresh"
          busy={retrying}
          onClick={onRetry}
        >
          Try again
        </Button>
      )}
    </div>
  );
}

function Detail({ name, value }: { readonly name: string; readonly value: unknown }): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <pre>{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
      </dd>
    </>
  );
}
