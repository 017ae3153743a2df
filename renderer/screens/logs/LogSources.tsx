import type { JSX } from 'react';
import { joinClasses } from '../../ui/join-classes.ts';
import { ToggleButton } from '../../ui/ToggleButton.tsx';
import type { LogView } from './use-log-view.ts';
import styles from './LogSources.module.css';

/** The containers that lines come from, each to be shown or left out. */
export function LogSources({ view }: { readonly view: LogView }): JSX.Element | null {
  const { sources, toggleSource } = view;
  if (sources.length < 2) return null;
  return (
    <div className={styles.sources} role="group" aria-label="Lines from">
      {sources.map(({ index, source, tag, shown }) => (
        <ToggleButton key={index} pressed={shown} title={tag.title} onToggle={() => toggleSource(index)}>
          <i
            aria-hidden
            className={joinClasses(
              styles.sign,
              tag.colour !== undefined && styles[tag.colour],
              !shown && styles.off,
            )}
          />
          {tag.text}
          {source.version !== undefined && <small>v{source.version}</small>}
        </ToggleButton>
      ))}
    </div>
  );
}
