import { useLayoutEffect, type JSX } from 'react';
import { createPortal } from 'react-dom';
import { useBoard, useBoardState } from './board-context.ts';
import styles from './DragGhost.module.css';
import { moveGhost } from './drag-with-pointer.ts';

/** What the pointer carries. Drawn once; then only its transform changes. */
export function DragGhost(): JSX.Element | null {
  const { pointer } = useBoard();
  const picked = useBoardState((state) => (state.picked?.by === 'pointer' ? state.picked : undefined));
  useLayoutEffect(() => {
    if (picked !== undefined) moveGhost(pointer);
  }, [picked, pointer]);
  if (picked === undefined) return null;
  return createPortal(
    <div className={styles.ghost} style={{ width: pointer.width }} data-drag-ghost aria-hidden>
      <div className={styles.top}>
        <strong className={styles.version}>v{picked.version}</strong>
        <span className={styles.identity}>{picked.identity?.slice(0, 7)}</span>
        <span className={styles.app}>{picked.app}</span>
      </div>
      <Whither from={picked.from} />
    </div>,
    document.body,
  );
}

function Whither({ from }: { readonly from: string }): JSX.Element {
  const over = useBoardState((state) => state.over);
  return (
    <span className={styles.whither}>
      {over === undefined || over === from ? `same image, from ${from}` : `same image, ${from} → ${over}`}
    </span>
  );
}
