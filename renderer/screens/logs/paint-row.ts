import { formatClockTime, formatMoment } from '../../format/format-moment.ts';
import type { BatchLine } from '../../../shared/model/log-batch.ts';
import { joinClasses } from '../../ui/join-classes.ts';
import { markRanges } from './mark-ranges.ts';
import { parseLine } from './parse-line.ts';
import { sliceCells } from './slice-cells.ts';
import { coloursOf } from './terminal-colours.ts';
import { PLAIN, type TextStyle } from './text-style.ts';
import styles from './LogList.module.css';

/** What a row of the list shows. */
export interface RowContent {
  readonly number: number;
  readonly line: BatchLine;
  /** Columns of the line that are shown. */
  readonly start: number;
  readonly end: number;
  /** The first row of its line says where it comes from. */
  readonly leads: boolean;
  readonly tag: RowTag | undefined;
  readonly times: boolean;
  readonly ranges: readonly number[] | undefined;
  /** The one that next and previous led to. */
  readonly current: boolean;
  /** How long the whole line is, when it is cut here. */
  readonly cut: string | undefined;
}

/** What is said of a line's source in front of it. */
export interface RowTag {
  readonly text: string;
  readonly title: string;
  readonly colour: 'blue' | 'green' | undefined;
}

/** One row of the list; its parts are made once and filled again and again. */
export interface Row {
  readonly element: HTMLDivElement;
  readonly tag: HTMLSpanElement;
  readonly time: HTMLSpanElement;
  readonly text: HTMLSpanElement;
}

export function createRow(): Row {
  const element = document.createElement('div');
  const [tag, time, text] = [make(styles.tag), make(styles.time), make(styles.text)];
  element.append(tag, time, text);
  return { element, tag, time, text };
}

export function paintRow(row: Row, content: RowContent): void {
  const { line, leads, current, ranges } = content;
  row.element.className = joinClasses(
    styles.row,
    line.stream === 'stderr' && styles.stderr,
    ranges !== undefined && styles.hit,
    current && styles.current,
  );
  paintTag(row.tag, leads ? content.tag : undefined, content.tag !== undefined);
  paintTime(row.time, leads ? line.at : undefined, content.times);
  paintText(row.text, content);
  paintCut(row, content);
}

function paintTag(element: HTMLSpanElement, tag: RowTag | undefined, shown: boolean): void {
  element.hidden = !shown;
  element.className = joinClasses(styles.tag, tag?.colour !== undefined && styles[tag.colour]);
  setText(element, tag?.text ?? '');
  setTitle(element, tag?.title);
}

function paintTime(element: HTMLSpanElement, at: number | undefined, shown: boolean): void {
  element.hidden = !shown;
  if (!shown) return;
  setText(
    element,
    at === undefined ? '' : `${formatClockTime(at)}.${String(Math.floor(at) % 1000).padStart(3, '0')}`,
  );
  setTitle(element, at === undefined ? undefined : formatMoment(at));
}

function paintText(element: HTMLSpanElement, { line, start, end, ranges }: RowContent): void {
  const slices = sliceCells(parseLine(line.text, end), start, end);
  const [only] = slices;
  if (ranges === undefined && slices.length <= 1 && (only === undefined || only.style === PLAIN)) {
    setText(element, only?.text ?? '');
    return;
  }
  element.replaceChildren(
    ...markRanges(slices, ranges ?? []).map(({ text, style, found }) => paintRun(text, style, found)),
  );
}

function paintRun(text: string, style: TextStyle, found: boolean): Node {
  if (style === PLAIN && !found) return document.createTextNode(text);
  const element = document.createElement(found ? 'mark' : 'span');
  element.textContent = text;
  element.className = joinClasses(
    style.bold && styles.bold,
    style.faint && styles.faint,
    style.italic && styles.italic,
    style.underline && styles.underline,
    style.strike && styles.strike,
  );
  // What was found has a ground of its own, on which only its own ink is sure to be legible.
  if (found) return element;
  const { text: colour, ground } = coloursOf(style);
  if (colour !== undefined) element.style.color = colour;
  if (ground !== undefined) element.style.backgroundColor = ground;
  return element;
}

/** The button is made only where it is needed: long lines are rare. */
function paintCut(row: Row, { number, cut }: RowContent): void {
  const last = row.element.lastElementChild;
  const button = last instanceof HTMLButtonElement ? last : undefined;
  if (cut === undefined) {
    button?.remove();
    return;
  }
  const shown = button ?? document.createElement('button');
  shown.type = 'button';
  shown.className = styles.more ?? '';
  shown.dataset['line'] = String(number);
  setText(shown, `Show all ${cut}`);
  if (button === undefined) row.element.append(shown);
}

/** Writes into the text that is there: a new text node for each of thousands of rows a second is work. */
function setText(element: HTMLElement, text: string): void {
  const only = element.firstChild;
  if (only instanceof Text && only.nextSibling === null) {
    if (only.data !== text) only.data = text;
  } else {
    element.textContent = text;
  }
}

function setTitle(element: HTMLElement, title: string | undefined): void {
  if (element.title !== (title ?? '')) element.title = title ?? '';
}

function make(className: string | undefined): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className ?? '';
  return element;
}
