import type { JSX } from 'react';

/** A sentence of the core, in which what is to be typed stands between backticks: those words in the monospaced face. */
export function CodeWords({ text }: { readonly text: string }): JSX.Element {
  const parts = text.split('`');
  // An odd one out is a character like any other.
  if (parts.length < 3 || parts.length % 2 === 0) return <>{text}</>;
  return <>{parts.map((part, place) => (place % 2 === 0 ? part : <code key={place}>{part}</code>))}</>;
}
