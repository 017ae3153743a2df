import { useCallback, useMemo, useState } from 'react';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import { useBridge, useHouse } from '../../store/use-house.ts';

const PAGE = 50;

export interface OlderPages {
  /** There are none before those that are shown. */
  readonly all: boolean;
  readonly busy: boolean;
  readonly error: ErrorReply | undefined;
  readonly more: () => void;
}

/** The newest notices as the house has them, and as many older ones as were asked for; the newest first. */
export function useNotices(): { readonly notices: readonly Notice[]; readonly older: OlderPages } {
  const bridge = useBridge();
  const newest = useHouse((state) => state.notices);
  const [kept, setKept] = useState<readonly Notice[]>([]);
  const [all, setAll] = useState(newest.length < PAGE);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorReply>();
  const notices = useMemo(() => {
    const known = new Set(newest.map(({ id }) => id));
    return [...newest, ...kept.filter(({ id }) => !known.has(id))];
  }, [newest, kept]);
  const last = notices.at(-1)?.id;

  const more = useCallback(() => {
    if (busy || all || last === undefined) return;
    setBusy(true);
    setError(undefined);
    void bridge.call('notices.list', { before: last, limit: PAGE }).then((reply) => {
      setBusy(false);
      if (!reply.ok) {
        setError(reply.error);
        return;
      }
      setKept((before) => [...before, ...reply.value]);
      setAll(reply.value.length < PAGE);
    });
  }, [bridge, busy, all, last]);
  return { notices, older: { all, busy, error, more } };
}
