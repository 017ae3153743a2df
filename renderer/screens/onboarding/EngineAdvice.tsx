import type { JSX } from 'react';
import type { EngineSearch } from '../../../shared/model/host-views.ts';
import { CopyText } from '../../ui/CopyText.tsx';
import { Panel } from '../../ui/Panel.tsx';
import styles from './EngineAdvice.module.css';

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/** How to get an engine on the machine that Twinberth runs on; commands are to be copied, never run from here. */
export function EngineAdvice({ platform, advice }: Pick<EngineSearch, 'platform' | 'advice'>): JSX.Element {
  return (
    <Panel title={`How to get one on ${PLATFORMS[platform] ?? platform}`} sub="the easiest first">
      <ol className={styles.ways}>
        {advice.map(({ title, text, command }) => (
          <li key={title} className={styles.way}>
            <h3>{title}</h3>
            <p className={styles.text}>{text}</p>
            {command !== undefined && (
              <div className={styles.command}>
                <CopyText text={command} what={`command: ${title}`} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
