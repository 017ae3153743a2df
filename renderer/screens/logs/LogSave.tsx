import { useState, type JSX } from 'react';
import { formatCount } from '../../format/format-count.ts';
import { copyText } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { showToast } from '../../ui/show-toast.ts';
import { saveText } from '../history/save-text.ts';
import { collectText, nameLogFile } from './collect-text.ts';
import type { FollowedLog } from './use-log-feed.ts';
import type { LogView } from './use-log-view.ts';

export interface LogSaveProps {
  readonly log: FollowedLog;
  readonly view: LogView;
  readonly place: { readonly app: string; readonly environment: string };
}

/** Copies the lines that are loaded and shown, or has them saved as a file. */
export function LogSave({ log, view, place }: LogSaveProps): JSX.Element {
  const [busy, setBusy] = useState<'copy' | 'save'>();
  const collect = (): Promise<string[]> => {
    const shown = view.sources.filter((source) => source.shown);
    return collectText({
      ring: log.feed.ring,
      shows: view.shows,
      tagOf: shown.length > 1 ? (source) => view.sources[source]?.tag ?? NO_TAG : undefined,
      times: view.look.times,
    });
  };
  const copy = async (): Promise<void> => {
    setBusy('copy');
    const text = (await collect()).join('');
    const copied = await copyText(text);
    setBusy(undefined);
    showToast(
      copied
        ? { tone: 'quiet', text: `Copied ${formatCount(text.split('\n').length - 1, 'line')}` }
        : { tone: 'warn', text: 'The browser does not allow copying here. Download the lines instead.' },
    );
  };
  const save = async (): Promise<void> => {
    setBusy('save');
    const pieces = await collect();
    setBusy(undefined);
    saveText(nameLogFile(place.app, place.environment, Date.now()), 'text/plain', pieces);
  };
  return (
    <>
      <IconButton icon="copy" label="Copy these lines" busy={busy === 'copy'} onClick={() => void copy()} />
      <IconButton
        icon="download"
        label="Download these lines"
        busy={busy === 'save'}
        onClick={() => void save()}
      />
    </>
  );
}

const NO_TAG = { text: '', title: '', colour: undefined };
