import { useEffect, useRef, type JSX } from 'react';
import type { Notice } from '../../../shared/model/notice.ts';
import { navigate } from '../../app/navigate.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { lookOf } from './look-of.ts';
import styles from './NoticeItem.module.css';
import { NoticeLinks } from './NoticeLinks.tsx';
import { useWayBack, type WayBackPlace } from './use-way-back.ts';
import type { MarkRead } from './use-mark-read.ts';

export interface NoticeItemProps {
  readonly notice: Notice;
  /** Nobody had read it before. */
  readonly fresh: boolean;
  readonly watch: MarkRead['watch'];
  readonly onBack: (place: WayBackPlace) => void;
}

/** What happened, where, and what can be done about it at once. */
export function NoticeItem({ notice, fresh, watch, onBack }: NoticeItemProps): JSX.Element {
  const { id, at, kind, title, text, places, read, actions } = notice;
  const back = useWayBack(notice);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (read || item.current === null) return;
    return watch(item.current, id);
  }, [id, read, watch]);
  const { icon, tone } = lookOf(kind);
  const [first] = places;
  return (
    <li ref={item} className={joinClasses(styles.notice, fresh && styles.fresh)}>
      <span className={joinClasses(styles.icon, styles[tone])}>
        <Icon name={icon} size={14} />
      </span>
      <div className={styles.words}>
        <h3 className={styles.title}>
          {fresh && <VisuallyHidden>New: </VisuallyHidden>}
          {title}
        </h3>
        {text !== '' && <p className={styles.text}>{text}</p>}
        <NoticeLinks notice={notice} />
      </div>
      <div className={styles.side}>
        <span className={styles.when}>
          <RelativeTime at={at} />
        </span>
        {first !== undefined && (actions.includes('logs') || back !== undefined) && (
          <span className={styles.actions}>
            {actions.includes('logs') && (
              <Button
                size="small"
                variant="quiet"
                icon="logs"
                onClick={() => navigate({ name: 'logs', app: first.app, environment: first.environment })}
              >
                Logs
              </Button>
            )}
            {back !== undefined && (
              <Button size="small" icon="undo" onClick={() => onBack(back)}>
                Roll back to v{back.version}…
              </Button>
            )}
          </span>
        )}
      </div>
    </li>
  );
}
