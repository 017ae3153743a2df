import type { JSX } from 'react';
import { Select } from '../../ui/Select.tsx';
import { ToggleButton } from '../../ui/ToggleButton.tsx';
import type { LogChoice } from './log-choice.ts';
import { LogFind } from './LogFind.tsx';
import { LogSave } from './LogSave.tsx';
import { LogSources } from './LogSources.tsx';
import type { FollowedLog } from './use-log-feed.ts';
import type { LogView } from './use-log-view.ts';
import styles from './LogToolbar.module.css';

export interface LogToolbarProps {
  readonly place: { readonly app: string; readonly environment: string };
  readonly choice: LogChoice;
  readonly onChoice: (choice: LogChoice) => void;
  readonly log: FollowedLog;
  readonly view: LogView;
}

export function LogToolbar({ place, choice, onChoice, log, view }: LogToolbarProps): JSX.Element {
  const { look, setLook, sources } = view;
  return (
    <div className={styles.toolbar}>
      <div className={styles.row}>
        <LogFind log={log} view={view} />
        <div className={styles.end}>
          <ToggleButton pressed={look.times} onToggle={(times) => setLook({ ...look, times })}>
            Times
          </ToggleButton>
          <ToggleButton pressed={look.wrap} onToggle={(wrap) => setLook({ ...look, wrap })}>
            Wrap
          </ToggleButton>
          {sources.length > 1 && (
            <ToggleButton pressed={look.apart} onToggle={(apart) => setLook({ ...look, apart })}>
              Side by side
            </ToggleButton>
          )}
          <LogSave log={log} view={view} place={place} />
        </div>
      </div>
      <div className={styles.row}>
        <Select
          compact
          label="Lines of"
          value={choice.of}
          options={OF}
          onChange={(of) => onChoice({ ...choice, of })}
        />
        <Select
          compact
          label="Beginning with"
          value={String(choice.tail)}
          options={TAILS}
          onChange={(tail) => onChoice({ ...choice, tail: Number(tail) })}
        />
        <LogSources view={view} />
      </div>
    </div>
  );
}

const OF = [
  { value: 'serving', label: 'What serves' },
  { value: 'both', label: 'Both berths' },
  { value: 'edge', label: 'The edge' },
] as const;

const TAILS = [
  { value: '100', label: 'Last 100 lines and on' },
  { value: '1000', label: 'Last 1\u202f000 lines and on' },
  { value: '10000', label: 'Last 10\u202f000 lines and on' },
  { value: '100000', label: 'Last 100\u202f000 lines and on' },
];
