import type { JSX } from 'react';
import { RouteLink } from '../../app/RouteLink.tsx';
import { useHouse } from '../../store/use-house.ts';
import { ElapsedTime } from '../../ui/ElapsedTime.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { runningBuild } from './running-build.ts';
import styles from './BuildBanner.module.css';

/** Says on the other tabs that the app is being built. */
export function BuildBanner({ app }: { readonly app: string }): JSX.Element | null {
  const running = useHouse((state) => runningBuild(state, app));
  if (running === undefined) return null;
  return (
    <p className={styles.banner} role="status">
      <Spinner size={14} />
      <b>{running.title}</b>
      <span className={styles.text}>{running.text}</span>
      <ElapsedTime since={running.startedAt} />
      <RouteLink to={{ name: 'app', app, query: { tab: 'builds' } }}>Show the log</RouteLink>
    </p>
  );
}
