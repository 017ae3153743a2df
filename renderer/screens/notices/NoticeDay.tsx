import { useId, type JSX } from 'react';
import type { Notice } from '../../../shared/model/notice.ts';
import styles from './NoticeDay.module.css';
import { NoticeItem } from './NoticeItem.tsx';
import type { WayBackPlace } from './use-way-back.ts';
import type { MarkRead } from './use-mark-read.ts';

export interface NoticeDayProps {
  readonly title: string;
  readonly notices: readonly Notice[];
  readonly fresh: MarkRead['fresh'];
  readonly watch: MarkRead['watch'];
  readonly onBack: (place: WayBackPlace) => void;
}

export function NoticeDay({ title, notices, fresh, watch, onBack }: NoticeDayProps): JSX.Element {
  const heading = useId();
  return (
    <section className={styles.day} aria-labelledby={heading}>
      <h2 id={heading} className={styles.title}>
        {title}
      </h2>
      <ul className={styles.list}>
        {notices.map((notice) => (
          <NoticeItem
            key={notice.id}
            notice={notice}
            fresh={fresh.has(notice.id)}
            watch={watch}
            onBack={onBack}
          />
        ))}
      </ul>
    </section>
  );
}
