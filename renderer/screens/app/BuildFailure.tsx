import type { JSX } from 'react';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './BuildFailure.module.css';

/** Why a build failed: the sentence, the step, the line of the Dockerfile, and the last thing that the step printed. */
export function BuildFailure({ error }: { readonly error: ErrorReply }): JSX.Element {
  const { step, line, instruction, dockerfile, output } = error.details;
  const place = [
    typeof dockerfile === 'string' && typeof line === 'number' ? `${dockerfile}, line ${line}` : '',
    typeof step === 'string' ? `step ${step}` : '',
  ].filter((part) => part !== '');
  return (
    <div className={styles.failure} role="alert">
      <Icon name="cross" size={14} />
      <div className={styles.text}>
        <p className={styles.message}>{error.message}</p>
        {place.length > 0 && <p className={styles.place}>{place.join(' · ')}</p>}
        {typeof instruction === 'string' && <pre className={styles.code}>{instruction}</pre>}
        {typeof output === 'string' && (
          <pre className={styles.code} tabIndex={0} role="group" aria-label="What the step printed last">
            {output}
          </pre>
        )}
      </div>
    </div>
  );
}
