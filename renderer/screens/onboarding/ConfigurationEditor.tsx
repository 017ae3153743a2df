import { useId, type JSX } from 'react';
import type { AppProposal } from '../../../shared/model/app-views.ts';
import { joinClasses } from '../../ui/join-classes.ts';
import styles from './ConfigurationEditor.module.css';

export interface ConfigurationEditorProps {
  readonly label: string;
  readonly text: string;
  readonly problems: AppProposal['problems'];
  /** Without it, it is only to be read. */
  readonly onChange?: (text: string) => void;
}

/** So many lines are always there to be written into. */
const LEAST_LINES = 14;

/** A file with its lines numbered, to be changed; lines that something is wrong with are marked. */
export function ConfigurationEditor({
  label,
  text,
  problems,
  onChange,
}: ConfigurationEditorProps): JSX.Element {
  const id = useId();
  const lines = text.split('\n');
  const wrong = new Map(problems.map(({ line = 0, message }) => [line, message]));
  const described = problems
    .map(({ line, message }) => (line === undefined ? message : `Line ${line}: ${message}`))
    .join(' ');
  const rows = Math.max(LEAST_LINES, lines.length);
  return (
    <div className={styles.editor}>
      <div className={styles.name}>
        <span id={`${id}-label`}>{label}</span>
        {onChange === undefined && <span className={styles.quiet}>as it is in the folder</span>}
      </div>
      <div className={styles.scroller}>
        <div aria-hidden>
          {Array.from({ length: rows }, (_, place) => (
            <div
              key={place}
              className={joinClasses(styles.number, wrong.has(place + 1) && styles.wrong)}
              title={wrong.get(place + 1)}
            >
              {place < lines.length ? place + 1 : ''}
            </div>
          ))}
        </div>
        <textarea
          className={styles.text}
          aria-labelledby={`${id}-label`}
          aria-invalid={problems.length > 0 || undefined}
          aria-describedby={problems.length > 0 ? `${id}-problems` : undefined}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          rows={rows}
          readOnly={onChange === undefined}
          value={text}
          onChange={(event) => onChange?.(event.target.value)}
        />
      </div>
      <div id={`${id}-problems`} hidden>
        {described}
      </div>
    </div>
  );
}
