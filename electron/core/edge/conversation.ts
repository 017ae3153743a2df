import type { ExecStream } from '../engine/engine.ts';
import { Failure } from '../runtime/failure.ts';

/** A persistent exec stream that is asked one question at a time. */
export interface Conversation {
  /** Sends `text` and returns everything up to the end that `findEnd` recognises. `engine.cut` when the stream is lost. */
  ask(text: string, findEnd: (received: string) => EndOfAnswer | undefined): Promise<string>;
  readonly lost: boolean;
  close(): void;
}

/** Where an answer ends in what was received, and where the next one would begin. */
export interface EndOfAnswer {
  readonly answerEnd: number;
  readonly next: number;
}

/**
 * Questions are answered in the order in which they were asked, each within `limitMs`; one that is not answered in time
 * closes the stream, because its late answer would be taken for the next one's.
 */
export function startConversation(stream: ExecStream, what: string, limitMs: number): Conversation {
  let received = '';
  let complaint = '';
  let lost = false;
  let check: () => void = () => undefined;
  let fail: (error: Failure) => void = () => undefined;
  let last: Promise<unknown> = Promise.resolve();

  const lose = (reason: string): void => {
    if (lost) return;
    lost = true;
    stream.close();
    fail(cut(what, reason));
  };
  stream.stdout.setEncoding('utf8').on('data', (text: string) => {
    received += text;
    check();
  });
  stream.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (complaint = (complaint + text).slice(-2000)));
  for (const end of [stream.stdin, stream.stdout, stream.stderr]) {
    end.on('error', (error: Error) => lose(error.message));
  }
  void stream.closed.then(
    () => lose(complaint.trim() || 'the stream ended'),
    (error: unknown) => lose(String(error)),
  );

  const askNow = (text: string, findEnd: (received: string) => EndOfAnswer | undefined): Promise<string> =>
    new Promise((resolve, reject) => {
      if (lost) {
        reject(cut(what, complaint.trim() || 'the stream ended'));
        return;
      }
      const timer = setTimeout(() => lose(`no answer within ${limitMs} ms`), limitMs);
      fail = (error) => {
        clearTimeout(timer);
        reject(error);
      };
      check = () => {
        const end = findEnd(received);
        if (!end) return;
        clearTimeout(timer);
        check = () => undefined;
        fail = () => undefined;
        const answer = received.slice(0, end.answerEnd);
        received = received.slice(end.next);
        resolve(answer);
      };
      stream.stdin.write(text);
    });

  return {
    ask(text, findEnd) {
      const answer = last.then(() => askNow(text, findEnd));
      last = answer.catch(() => undefined);
      return answer;
    },
    get lost() {
      return lost;
    },
    close: () => lose('it was closed'),
  };
}

function cut(what: string, reason: string): Failure {
  return new Failure(
    'engine.cut',
    `The connection to ${what} was lost: ${reason}.`,
    { reason },
    { retry: true },
  );
}
