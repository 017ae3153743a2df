import { useId, useMemo, type JSX } from 'react';
import type { BatchLine } from '../../../shared/model/log-batch.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { formatMoment } from '../../format/format-moment.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { showToast } from '../../ui/show-toast.ts';
import { useModal } from '../../ui/use-modal.ts';
import { plainText } from './parse-line.ts';
import styles from './LongLine.module.css';

/** Pieces are laid out when they come into sight, so that a megabyte opens at once. */
const PIECE_CHARACTERS = 8000;

export interface LongLineProps {
  /** As it was when it was opened: it may leave what is held while it is read. */
  readonly line: BatchLine;
  readonly onClose: () => void;
}

/** One line, whole. */
export function LongLine({ line: { text, at }, onClose }: LongLineProps): JSX.Element {
  const modal = useModal(onClose);
  const id = useId();
  const pieces = useMemo(() => cutIntoPieces(plainText(text)), [text]);

  const copy = async (): Promise<void> => {
    const copied = await copyText(pieces.join(''));
    showToast(
      copied
        ? { tone: 'quiet', text: 'Copied the line' }
        : { tone: 'warn', text: 'The browser does not allow copying here.' },
    );
  };
  return (
    <dialog {...modal} className={styles.dialog} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>One line, {formatBytes(text.length)}</h2>
        {at !== undefined && <span className={styles.sub}>{formatMoment(at)}</span>}
      </div>
      <pre className={styles.text} tabIndex={0}>
        {pieces.map((piece, index) => (
          <span key={index} className={styles.piece}>
            {piece}
          </span>
        ))}
      </pre>
      <div className={styles.actions}>
        <Button icon="copy" onClick={() => void copy()}>
          Copy
        </Button>
        <Button kbd="Esc" onClick={onClose} data-autofocus>
          Close
        </Button>
      </div>
    </dialog>
  );
}

function cutIntoPieces(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += PIECE_CHARACTERS)
    pieces.push(text.slice(at, at + PIECE_CHARACTERS));
  return pieces;
}
