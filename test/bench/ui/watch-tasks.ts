import type { CDPSession, Page } from 'playwright-core';

/** A task longer than this is a long one: the frame it falls into, and the next two, are late. */
export const LONG_TASK_MS = 50;

/** Tasks of the page's main thread that took too long, in milliseconds. */
export interface LongTasks {
  /** From begin to end, as a user waits for it; on a machine with other work, much of it is that work. */
  readonly wallMs: readonly number[];
  /** Of the processor's time. */
  readonly cpuMs: readonly number[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  /** Microseconds of the processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Watches the main thread of a page from now on, until the answered function is called. */
export async function watchTasks(page: Page): Promise<() => Promise<LongTasks>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as readonly TraceEvent[])
      if (isTask(event) || event.name === 'thread_name') events.push(event);
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'], recordMode: 'recordContinuously' },
  });
  return async () => {
    await stopTracing(session);
    await session.detach();
    return findLong(events);
  };
}

async function stopTracing(session: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => {
    session.once('Tracing.tracingComplete', () => resolve());
  });
  await session.send('Tracing.end');
  await complete;
}

function isTask({ name, ph, dur = 0 }: TraceEvent): boolean {
  return ph === 'X' && name.endsWith('RunTask') && dur > LONG_TASK_MS * 1000;
}

function findLong(events: readonly TraceEvent[]): LongTasks {
  const threads = new Set(
    events.filter(({ args }) => args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const tasks = events.filter((event) => isTask(event) && threads.has(`${event.pid}/${event.tid}`));
  return {
    wallMs: tasks.map(({ dur = 0 }) => dur / 1000),
    cpuMs: tasks.map(({ tdur = 0 }) => tdur / 1000).filter((ms) => ms > LONG_TASK_MS),
  };
}
