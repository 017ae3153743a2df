import type { JSX } from 'react';
import { GO_KEYS } from '../../app/listen-for-shortcuts.ts';
import { formatRoute } from '../../app/router.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Panel } from '../../ui/Panel.tsx';
import styles from './KeysTab.module.css';

interface Shortcut {
  /** One after the other, or any of them: see `or`. */
  readonly keys: readonly string[];
  readonly or?: true;
  readonly does: string;
}

const EVERYWHERE: readonly Shortcut[] = [
  { keys: ['Ctrl K'], does: 'find or do anything' },
  { keys: ['Ctrl +', 'Ctrl -', 'Ctrl 0'], or: true, does: 'larger, smaller, as designed' },
  { keys: ['Enter'], does: 'confirm what a sheet shows' },
  { keys: ['Esc'], does: 'leave a sheet, a menu, a drag' },
];

const BOARD: readonly Shortcut[] = [
  { keys: ['Arrow keys'], does: 'from card to card' },
  { keys: ['Space'], does: 'pick a card up' },
  { keys: ['Left', 'Right'], or: true, does: 'with a card in hand: choose a lane' },
  { keys: ['Enter'], does: 'with a card in hand: what a promotion there would do' },
  { keys: ['Shift F10'], does: 'the card’s menu' },
];

const LISTS: readonly Shortcut[] = [
  { keys: ['Arrow keys', 'Page Up', 'Page Down', 'Home', 'End'], or: true, does: 'through a list' },
  { keys: ['Enter'], does: 'open the row' },
  { keys: ['Space'], does: 'mark the row, to compare' },
];

/** Every key that does something, and where. */
export function KeysTab(): JSX.Element {
  const going = Object.entries(GO_KEYS).map(([key, route]): Shortcut => ({
    keys: ['g', key],
    does: `to ${formatRoute(route).slice(1)}`,
  }));
  return (
    <div className={styles.panels}>
      <div className={styles.column}>
        <KeysPanel title="Everywhere" keys={EVERYWHERE} />
        <KeysPanel title="On the board" keys={BOARD} />
        <KeysPanel title="In lists" keys={LISTS} />
      </div>
      <KeysPanel title="Going places" keys={going} />
    </div>
  );
}

function KeysPanel({
  title,
  keys: shortcuts,
}: {
  readonly title: string;
  readonly keys: readonly Shortcut[];
}): JSX.Element {
  return (
    <Panel title={title}>
      <dl className={styles.keys}>
        {shortcuts.map(({ keys, or, does }) => (
          <div key={does} className={styles.row}>
            <dt className={styles.key}>
              {keys.map((key, place) => (
                <span key={key}>
                  {place > 0 && <span className={styles.between}>{or === true ? ' ' : ' then '}</span>}
                  <Kbd keys={onMac(key)} />
                </span>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function onMac(keys: string): string {
  return navigator.userAgent.includes('Mac') ? keys.replace('Ctrl', '⌘') : keys;
}
