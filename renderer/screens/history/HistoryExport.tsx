import { useState, useRef, type JSX } from 'react';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { useStream } from '../../store/use-stream.ts';
import { Button } from '../../ui/Button.tsx';
import { ElapsedTime } from '../../ui/ElapsedTime.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { showToast } from '../../ui/show-toast.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import type { HistoryFilter } from './history-choices.ts';
import { saveText } from './save-text.ts';
import styles from './HistoryExport.module.css';

type Format = 'json' | 'csv';

interface Job {
  readonly format: Format;
  /** As it was when the export was begun. */
  readonly filter: HistoryFilter;
  readonly startedAt: number;
}

/** Writes what the filter chooses into a file, all of it and not only what was read. */
export function HistoryExport({ filter }: { readonly filter: HistoryFilter }): JSX.Element {
  const [job, setJob] = useState<Job>();
  const begin = (format: Format): void => setJob({ format, filter, startedAt: Date.now() });
  if (job !== undefined) return <Running key={job.startedAt} job={job} onEnd={() => setJob(undefined)} />;
  return (
    <Menu
      label="Export history"
      text="Export"
      entries={[
        { label: 'As JSON', icon: 'download', onSelect: () => begin('json') },
        { label: 'As CSV, for a spreadsheet', icon: 'download', onSelect: () => begin('csv') },
      ]}
    />
  );
}

function Running({ job, onEnd }: { readonly job: Job; readonly onEnd: () => void }): JSX.Element {
  const { format, filter, startedAt } = job;
  const parts = useRef<string[]>([]);
  const [length, setLength] = useState(0);
  useStream(
    'history.export',
    { filter, format },
    {
      begin: () => {
        parts.current = [];
      },
      item: (text) => {
        parts.current.push(text);
        setLength((before) => before + text.length);
      },
      end: (error) => {
        finish(format, parts.current, error);
        onEnd();
      },
    },
  );
  return (
    <span className={styles.running} role="status">
      <Spinner size={14} />
      Exporting {formatBytes(length)}, <ElapsedTime since={startedAt} />
      <Button size="small" onClick={onEnd}>
        Cancel export
      </Button>
    </span>
  );
}

function finish(format: Format, parts: readonly string[], error: ErrorReply | undefined): void {
  if (error !== undefined) {
    showToast({ tone: 'bad', text: `History was not exported: ${error.message}` });
    return;
  }
  const name = `twinberth-history-${new Date().toISOString().slice(0, 10)}.${format}`;
  saveText(name, format === 'json' ? 'application/json' : 'text/csv', parts);
  showToast({ tone: 'quiet', text: `History was exported to ${name}` });
}
