import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { startConversation } from '../../../electron/core/edge/conversation.ts';
import type { EndOfAnswer } from '../../../electron/core/edge/conversation.ts';

function endOfLine(text: string): EndOfAnswer | undefined {
  const end = text.indexOf('\n');
  return end < 0 ? undefined : { answerEnd: end, next: end + 1 };
}

/** A stream whose other end the test plays. */
function fakeStream() {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  let end: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (end = resolve));
  return { stdin, stdout, stderr, closed, close: () => end(), end: () => end() };
}

describe('a conversation', () => {
  it('asks one question at a time and gives each its own answer', async () => {
    const stream = fakeStream();
    const talk = startConversation(stream, 'the edge', 5000);
    const asked: string[] = [];
    stream.stdin.setEncoding('utf8').on('data', (text: string) => {
      asked.push(text);
      stream.stdout.write(`re: ${text}`);
    });
    const answers = await Promise.all(['a\n', 'b\n', 'c\n'].map((text) => talk.ask(text, endOfLine)));
    expect(answers).toEqual(['re: a', 're: b', 're: c']);
    expect(asked).toEqual(['a\n', 'b\n', 'c\n']);
  });

  it('puts an answer together that comes in pieces, also in the middle of a character', async () => {
    const stream = fakeStream();
    const talk = startConversation(stream, 'the edge', 5000);
    stream.stdin.once('data', () => {
      for (const byte of Buffer.from('größer\n')) stream.stdout.write(Buffer.of(byte));
    });
    const answer = talk.ask('x\n', endOfLine);
    expect(await answer).toBe('größer');
  });

  it('fails what is under way and what follows when the stream ends, with what was complained', async () => {
    const stream = fakeStream();
    const talk = startConversation(stream, 'the edge', 5000);
    const first = talk.ask('x\n', endOfLine);
    const second = talk.ask('y\n', endOfLine);
    stream.stdin.once('data', () => {
      stream.stderr.write('nc: connection refused\n');
      stream.end();
    });
    await expect(first).rejects.toMatchObject({
      code: 'engine.cut',
      retry: true,
      message: expect.stringContaining('refused') as string,
    });
    await expect(second).rejects.toMatchObject({ code: 'engine.cut' });
    expect(talk.lost).toBe(true);
  });

  it('gives the stream up when an answer does not come, since the next one would be taken for it', async () => {
    const stream = fakeStream();
    const talk = startConversation(stream, 'the edge', 20);
    await expect(talk.ask('x\n', endOfLine)).rejects.toMatchObject({
      code: 'engine.cut',
      message: expect.stringContaining('20 ms') as string,
    });
    await stream.closed;
    expect(talk.lost).toBe(true);
  });
});
