import type { JSX } from 'react';
import styles from './MarkedLabel.module.css';

/** A label with the characters marked that were found. */
export function MarkedLabel({
  text,
  places,
}: {
  readonly text: string;
  readonly places: readonly number[];
}): JSX.Element {
  if (places.length === 0) return <>{text}</>;
  const marked = new Set(places);
  const runs: { readonly at: number; text: string; readonly found: boolean }[] = [];
  // By the same units as those in which it was found.
  for (let at = 0; at < text.length; at += 1) {
    const last = runs.at(-1);
    if (last?.found === marked.has(at)) last.text += text.charAt(at);
    else runs.push({ at, text: text.charAt(at), found: marked.has(at) });
  }
  return (
    <>
      {runs.map(({ at, text: run, found }) =>
        found ? (
          <mark key={at} className={styles.found}>
            {run}
          </mark>
        ) : (
          <span key={at}>{run}</span>
        ),
      )}
    </>
  );
}
