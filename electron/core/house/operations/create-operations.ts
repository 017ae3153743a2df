import type { Operation } from '../../../../shared/model/operation.ts';
import type { Clock } from '../../runtime/clock.ts';
import { Failure, isFailure, toFailure } from '../../runtime/failure.ts';
import type { Ids } from '../../runtime/ids.ts';
import type { Operations, OperationTools } from '../house.ts';
import { keepOutput, type KeptOutput } from './keep-output.ts';

export interface OperationsDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  /** An operation is another than it was. */
  readonly changed: (operation: Operation) => void;
  readonly performs: (operation: string, deployment: string) => void;
  readonly probed: (operation: string, sent: number, failed: number) => void;
}

export interface OperationsRegistry extends Operations {
  /** Those that run, and those that ended in the last minutes, oldest first. */
  all(): readonly Operation[];
  /** Cancels what runs and waits for its end. */
  close(): Promise<void>;
}

interface Running {
  operation: Operation;
  readonly controller: AbortController;
  readonly output: KeptOutput;
  readonly over: Promise<void>;
  timer: NodeJS.Timeout | undefined;
  toldAt: number;
}

/** Between two times that a running operation is told of, milliseconds. */
const TELL_EVERY_MS = 250;
/** How long one that is over is remembered, milliseconds. */
const REMEMBERED_MS = 5 * 60_000;

export function createOperations(deps: OperationsDeps): OperationsRegistry {
  const { clock, ids } = deps;
  const known = new Map<string, Running>();
  const forgetting = new Set<NodeJS.Timeout>();

  const tellNow = (own: Running): void => {
    clearTimeout(own.timer);
    own.timer = undefined;
    own.toldAt = clock.ticks();
    deps.changed(own.operation);
  };
  const change = (own: Running, what: Partial<Operation>): void => {
    if (own.operation.state !== 'running') return;
    own.operation = { ...own.operation, ...what };
    const left = own.toldAt + TELL_EVERY_MS - clock.ticks();
    if (left <= 0) tellNow(own);
    else own.timer ??= setTimeout(() => tellNow(own), left);
  };
  const end = (own: Running, how: Partial<Operation>): void => {
    own.operation = { ...own.operation, ...how, endedAt: clock.now(), cancellable: false };
    own.output.end();
    tellNow(own);
    const timer = setTimeout(() => {
      known.delete(own.operation.id);
      forgetting.delete(timer);
    }, REMEMBERED_MS);
    forgetting.add(timer.unref());
  };
  const find = (id: string): Running => {
    const own = known.get(id);
    if (own !== undefined) return own;
    throw new Failure(
      'operation.unknown',
      `There is no operation ${id} any more. What came of it is in the history.`,
      { id },
    );
  };
  const toolsOf = (own: Running): OperationTools => {
    const { id } = own.operation;
    return {
      id,
      signal: own.controller.signal,
      tell: (text, progress) => {
        const { progress: _before, ...rest } = own.operation;
        own.operation = own.operation.state === 'running' ? rest : own.operation;
        change(own, { text, ...(progress === undefined ? {} : { progress }) });
      },
      print: (line) => own.output.print({ ...line, at: clock.now() }),
      performs: (deployment) => deps.performs(id, deployment),
      probes: (sent, failed) => deps.probed(id, sent, failed),
    };
  };

  return {
    begin: (about, work) => {
      const controller = new AbortController();
      let finish: () => void = () => undefined;
      const own: Running = {
        operation: {
          ...about,
          id: ids.next(),
          state: 'running',
          startedAt: clock.now(),
          text: '',
          cancellable: true,
        },
        controller,
        output: keepOutput(),
        over: new Promise((resolve) => (finish = resolve)),
        timer: undefined,
        toldAt: -Infinity,
      };
      known.set(own.operation.id, own);
      tellNow(own);
      const begun = own.operation;
      // In a later turn: whoever begins it has its id before anything is told of it.
      void Promise.resolve()
        .then(() => work(toolsOf(own)))
        .then(
          (result) => end(own, { state: 'done', ...(result === undefined ? {} : { result }) }),
          (error: unknown) => end(own, endOf(error, controller.signal.aborted)),
        )
        .finally(finish);
      return begun;
    },
    get: (id) => find(id).operation,
    cancel: (id) => {
      const own = find(id);
      if (own.operation.state !== 'running' || own.controller.signal.aborted) return;
      own.controller.abort(new Failure('interrupted', 'It was cancelled.'));
      change(own, { cancellable: false });
    },
    running: () => [...known.values()].map(({ operation }) => operation).filter(isRunning),
    all: () => [...known.values()].map(({ operation }) => operation),
    follow: (id, signal) => find(id).output.follow(signal),
    close: async () => {
      const running = [...known.values()].filter(({ operation }) => isRunning(operation));
      for (const { controller } of running)
        controller.abort(new Failure('interrupted', 'Twinberth was closed.'));
      await Promise.all(running.map(({ over }) => over));
      for (const timer of forgetting) clearTimeout(timer);
    },
  };
}

function isRunning({ state }: Operation): boolean {
  return state === 'running';
}

function endOf(error: unknown, cancelled: boolean): Partial<Operation> {
  const failure = toFailure(error);
  const stopped = cancelled && (isFailure(failure, 'interrupted', 'build.cancelled') || isAbort(error));
  return { state: stopped ? 'cancelled' : 'failed', error: failure.toReply() };
}

/** What libraries reject with when their signal is aborted. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
