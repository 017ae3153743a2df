import type { JSX } from 'react';
import type { AppProposal } from '../../../shared/model/app-views.ts';
import { CodeWords } from '../../ui/CodeWords.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import styles from './FileFindings.module.css';

export interface FileFindingsProps {
  readonly proposal: Pick<AppProposal, 'problems' | 'warnings'>;
  /** Another app has the name that the file gives. */
  readonly taken: string | undefined;
  /** What is said is of a moment ago; the next answer is on its way. */
  readonly pending: boolean;
  /** Shows a line in the editor. */
  readonly onShow: (line: number) => void;
}

/** Whether the file can be used as it is; what is wrong, line by line; what is only odd. */
export function FileFindings({
  proposal: { problems, warnings },
  taken,
  pending,
  onShow,
}: FileFindingsProps): JSX.Element {
  const fine = problems.length === 0 && taken === undefined;
  return (
    <div className={styles.findings} role="status" aria-busy={pending || undefined}>
      <p className={fine ? styles.fine : styles.wrong}>
        <Icon name={fine ? 'check' : 'triangle'} size={13} />
        <strong>{verdict(problems.length, taken)}</strong>
        {pending && <Spinner size={11} />}
      </p>
      {problems.length > 0 && (
        <ul className={styles.list}>
          {problems.map(({ line, message }, place) => (
            <li key={place}>
              {line !== undefined && (
                <button type="button" className={styles.line} onClick={() => onShow(line)}>
                  line {line}
                </button>
              )}
              <span>
                <CodeWords text={message} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <Icon name="info" size={13} />
          <span>
            <CodeWords text={warning} />
          </span>
        </p>
      ))}
    </div>
  );
}

function verdict(problems: number, taken: string | undefined): string {
  if (problems === 1) return 'One thing is wrong with it';
  if (problems > 1) return `${problems} things are wrong with it`;
  if (taken !== undefined) return `There is an app called ${taken} already`;
  return 'It can be used as it is';
}
