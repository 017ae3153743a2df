import type { JSX } from 'react';
import { RouteLink } from '../../app/RouteLink.tsx';
import { useApp } from '../../store/use-house.ts';
import { Mark } from '../../ui/Mark.tsx';
import styles from './AppCell.module.css';
import { BuildLine } from './BuildLine.tsx';
import { appStop } from './grid-stops.ts';
import { useStop } from './use-stop.ts';

/** The head of a row: what the app is made from, and what builds its next release. */
export function AppCell({ app: name }: { readonly app: string }): JSX.Element {
  const app = useApp(name);
  const { ref, tabIndex, attend } = useStop<HTMLAnchorElement>(appStop(name));
  return (
    <div className={styles.cell} role="rowheader" aria-colindex={1}>
      <RouteLink
        ref={ref}
        tabIndex={tabIndex}
        onFocus={attend}
        to={{ name: 'app', app: name }}
        className={styles.name}
        title={name}
      >
        {name}
      </RouteLink>
      {app !== undefined && (
        <>
          <small className={styles.source} title={app.directory}>
            {[app.source, app.revision?.slice(0, 7)].filter(Boolean).join(' · ')}
          </small>
          {app.problem !== undefined && (
            <span className={styles.problem} title={app.problem.message}>
              <Mark tone="warn">{app.problem.code === 'config.missing' ? 'no file' : 'file is wrong'}</Mark>
            </span>
          )}
          <BuildLine app={app} tabIndex={tabIndex} />
        </>
      )}
    </div>
  );
}
