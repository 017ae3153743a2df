import { describe, expect, it } from 'vitest';
import { openTextOutput } from '../../../electron/cli/terminal/text-output.ts';
import { CapturedStream } from './run-line.ts';
import { screenOf } from './screen.ts';

describe('a live area', () => {
  it('is redrawn in place below the lines that stay, and leaves nothing', () => {
    const stream = new CapturedStream({ columns: 40, rows: 10 });
    const out = openTextOutput(stream, {});
    let text = 'one';
    const area = out.live(() => [text, 'below']);
    text = 'two';
    area.refresh();
    out.line('stays');
    expect(screenOf(stream.text(), 40)).toEqual(['stays', 'two', 'below', '']);
    area.end();
    expect(screenOf(stream.text(), 40)).toEqual(['stays', '']);
    expect(stream.text().endsWith('\u001b[?25h')).toBe(true);
  });

  it('cuts lines to the width and leaves out those that do not fit the height', () => {
    const stream = new CapturedStream({ columns: 10, rows: 3 });
    const out = openTextOutput(stream, {});
    const area = out.live(() => ['a line that is long', 'b', 'c', 'd']);
    area.refresh();
    expect(screenOf(stream.text(), 10)).toEqual(['a line t…', 'b', '']);
    area.end();
  });

  it('takes back what a narrower terminal has wrapped', () => {
    const stream = new CapturedStream({ columns: 20, rows: 10 });
    const out = openTextOutput(stream, {});
    const area = out.live(() => ['0123456789abcdef']);
    const drawn = stream.text();
    stream.columns = 10;
    stream.emit('resize');
    // The terminal shows the sixteen characters on two rows now, and both are gone.
    const redrawn = stream.text().slice(drawn.length);
    expect(redrawn).toContain('\u001b[2A');
    area.end();
  });

  it('sends no frames to a terminal that takes none, but keeps its lines', () => {
    const stream = new CapturedStream({ columns: 40, rows: 10 });
    const out = openTextOutput(stream, {});
    const area = out.live(() => ['frame']);
    Object.defineProperty(stream, 'writableNeedDrain', { value: true });
    const before = stream.text();
    area.refresh();
    expect(stream.text()).toBe(before);
    out.line('kept');
    expect(stream.text().slice(before.length)).toContain('kept');
    area.end();
  });

  it('says when nobody reads any more, and goes on without a word', () => {
    const stream = new CapturedStream();
    const out = openTextOutput(stream, {});
    stream.emit('error', Object.assign(new Error('EPIPE'), { code: 'EPIPE' }));
    out.line('unheard');
    expect(out.closed.aborted).toBe(true);
    expect(stream.text()).toBe('');
  });
});
