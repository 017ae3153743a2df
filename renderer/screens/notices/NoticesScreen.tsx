import { useState, type JSX } from 'react';
import { Screen } from '../../app/Screen.tsx';
import { RollbackSheet } from '../../sheets/RollbackSheet.tsx';
import { useHouse } from '../../store/use-house.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { NoticeDay } from './NoticeDay.tsx';
import styles from './NoticesScreen.module.css';
import { OlderNotices } from './OlderNotices.tsx';
import { PausedBar } from './PausedBar.tsx';
import { PauseMenu } from './PauseMenu.tsx';
import { useDays } from './use-days.ts';
import { useMarkRead } from './use-mark-read.ts';
import { useNotices } from './use-notices.ts';
import type { WayBackPlace } from './use-way-back.ts';

/** What was worth telling somebody who did not look, by day; what is looked at here counts as read. */
export function NoticesScreen(): JSX.Element {
  const { notices, older } = useNotices();
  const unread = useHouse((state) => state.notices.filter(({ read }) => !read).length);
  const { fresh, watch } = useMarkRead(notices);
  const days = useDays(notices);
  const [back, setBack] = useState<WayBackPlace>();
  return (
    <Screen title="Notices" sub={unread > 0 ? `${unread} new` : undefined} actions={<PauseMenu />}>
      <div className={styles.notices}>
        <PausedBar />
        {notices.length === 0 ? (
          <EmptyState title="Nothing to tell" icon="bell">
            When something fails, recovers, or a deployment ends while you look elsewhere, it is told here and
            as a notification of your desktop.
          </EmptyState>
        ) : (
          days.map(({ day, title, notices: some }) => (
            <NoticeDay key={day} title={title} notices={some} fresh={fresh} watch={watch} onBack={setBack} />
          ))
        )}
        {notices.length > 0 && <OlderNotices older={older} />}
      </div>
      {back !== undefined && (
        <RollbackSheet
          app={back.app}
          environment={back.environment}
          host={back.host}
          onClose={() => setBack(undefined)}
        />
      )}
    </Screen>
  );
}
