import { useEffect, useRef, type JSX, type KeyboardEvent } from 'react';
import { formatNumber } from '../../format/format-count.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { ToggleButton } from '../../ui/ToggleButton.tsx';
import type { FollowedLog } from './use-log-feed.ts';
import type { LogView } from './use-log-view.ts';
import styles from './LogFind.module.css';

/** Finds words, or an expression, in the lines that are loaded. Ctrl F leads here; Enter and Shift Enter go from line to line. */
export function LogFind({ log, view }: { readonly log: FollowedLog; readonly view: LogView }): JSX.Element {
  const { query, setQuery, find } = view;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      input.current?.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const { search } = log.feed;
  const { total } = search.matches.count(view.shows);
  const nothing = search.state.problem ?? (total === 0 ? 'no line matches' : undefined);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.target !== input.current) return;
    event.preventDefault();
    find(event.shiftKey);
  };
  return (
    <div className={styles.find} role="search" onKeyDown={onKeyDown}>
      <SearchInput
        ref={input}
        label="Find in these lines"
        value={query.text}
        onChange={(text) => setQuery({ ...query, text })}
      />
      <ToggleButton
        mono
        aria-label="Match upper and lower case"
        title="Match upper and lower case"
        pressed={query.matchCase}
        onToggle={(matchCase) => setQuery({ ...query, matchCase })}
      >
        Aa
      </ToggleButton>
      <ToggleButton
        mono
        aria-label="Regular expression"
        title="Regular expression"
        pressed={query.expression}
        onToggle={(expression) => setQuery({ ...query, expression })}
      >
        .*
      </ToggleButton>
      {query.text !== '' && (
        <>
          <IconButton
            icon="chevronUp"
            label="Previous matching line"
            size="small"
            unavailable={nothing}
            onClick={() => find(true)}
          />
          <IconButton
            icon="chevronDown"
            label="Next matching line"
            size="small"
            unavailable={nothing}
            onClick={() => find(false)}
          />
          <Outcome log={log} view={view} />
        </>
      )}
    </div>
  );
}

function Outcome({ log, view }: { readonly log: FollowedLog; readonly view: LogView }): JSX.Element {
  const { state, matches } = log.feed.search;
  if (state.problem !== undefined)
    return (
      <span className={styles.problem} role="alert">
        <Icon name="triangle" size={12} />
        {state.problem}
      </span>
    );
  const { total, before } = matches.count(view.shows, view.current);
  return (
    <span className={styles.outcome}>
      {view.current === undefined
        ? `${formatNumber(total)} matching ${total === 1 ? 'line' : 'lines'}`
        : `${formatNumber(before + 1)} of ${formatNumber(total)}`}
      {state.state === 'searching' && <Spinner size={12} label="Searching" />}
    </span>
  );
}
