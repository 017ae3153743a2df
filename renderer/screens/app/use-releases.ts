import { useCallback, useEffect, useState } from 'react';
import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import type { Reply } from '../../../shared/contract/reply.ts';
import type { ReleaseView } from '../../../shared/model/release-views.ts';
import { useBridge, useHouse } from '../../store/use-house.ts';

const PAGE = 50;
/** What the contract gives at once. */
const MOST_AT_ONCE = 500;

export interface Releases {
  /** Newest first; absent until the first answer. */
  readonly list?: readonly ReleaseView[];
  readonly error?: ErrorReply;
  readonly loading: boolean;
  /** There may be older ones. */
  readonly more: boolean;
  readonly showMore: () => void;
  readonly reload: () => void;
}

/** The newest releases of an app, read again when something was written into history or an app's place changed. */
export function useReleases(app: string): Releases {
  const bridge = useBridge();
  const version = useHouse(({ historyVersion }) => historyVersion);
  const [wanted, setWanted] = useState(PAGE);
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<{
    readonly list?: readonly ReleaseView[];
    readonly error?: ErrorReply;
    readonly round?: string;
    /** So many as were asked for: there may be older ones. */
    readonly full?: boolean;
  }>({});
  const round = `${app} ${wanted} ${version} ${asked}`;
  useEffect(() => {
    let overtaken = false;
    void readReleases(bridge, app, wanted).then((reply) => {
      if (overtaken) return;
      setAnswer((before) =>
        reply.ok
          ? { list: reply.value, round, full: reply.value.length >= wanted }
          : { ...before, error: reply.error, round },
      );
    });
    return () => {
      overtaken = true;
    };
  }, [bridge, app, wanted, round]);
  const showMore = useCallback(() => setWanted((count) => count + 2 * PAGE), []);
  const reload = useCallback(() => setAsked((count) => count + 1), []);
  const { list, error } = answer;
  return {
    ...(list === undefined ? {} : { list }),
    ...(error === undefined ? {} : { error }),
    loading: answer.round !== round,
    more: answer.full === true,
    showMore,
    reload,
  };
}

async function readReleases(
  bridge: Bridge,
  app: string,
  wanted: number,
): Promise<Reply<readonly ReleaseView[]>> {
  const found: ReleaseView[] = [];
  while (found.length < wanted) {
    const limit = Math.min(MOST_AT_ONCE, wanted - found.length);
    const last = found.at(-1)?.release.version;
    const reply = await bridge.call('releases.list', {
      app,
      limit,
      ...(last === undefined ? {} : { before: last }),
    });
    if (!reply.ok) return reply;
    found.push(...reply.value);
    if (reply.value.length < limit) break;
  }
  return { ok: true, value: found };
}
