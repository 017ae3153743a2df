import { useEffect, useState, type JSX } from 'react';
import { announce } from './announce.ts';
import { copyText } from './copy-text.ts';
import { IconButton } from './IconButton.tsx';
import styles from './CopyText.module.css';

const CONFIRMED_FOR_MS = 1500;

export interface CopyTextProps {
  /** What lands on the clipboard. */
  readonly text: string;
  /** What is seen of it; by default all. */
  readonly shown?: string;
  /** What it is, for the name of the button: `image id`. */
  readonly what: string;
}

/** A text in the monospaced face with a button that copies it. */
export function CopyText({ text, shown = text, what }: CopyTextProps): JSX.Element {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'refused'>('idle');

  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), CONFIRMED_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async (): Promise<void> => {
    const copied = await copyText(text);
    setOutcome(copied ? 'copied' : 'refused');
    announce(
      copied ? `Copied the ${what}` : `The ${what} could not be copied: the browser does not allow it`,
    );
  };
  return (
    <span className={styles.copy}>
      <code className={styles.text}>{shown}</code>
      <IconButton
        icon={{ idle: 'copy', copied: 'check', refused: 'cross' }[outcome] as 'copy'}
        label={{ idle: `Copy ${what}`, copied: 'Copied', refused: 'Could not be copied' }[outcome]}
        size="small"
        onClick={() => void copy()}
      />
    </span>
  );
}
