import { cdp } from 'vitest/browser';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The mouse itself, as the browser hears it: moves and presses go through hit testing, capture and everything else. */
export const mouse = {
  move: (to: Point) => send('mouseMoved', to),
  down: (at: Point) => send('mousePressed', at),
  up: (at: Point) => send('mouseReleased', at),
};

/** A point of an element; by default its middle. */
export function pointIn(element: Element, { across = 0.5, down = 0.5 } = {}): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width * across, y: top + height * down };
}

/** From one point to another in small steps, as a hand does. */
export async function glide(from: Point, to: Point, steps = 6): Promise<void> {
  for (let step = 1; step <= steps; step += 1) {
    const share = step / steps;
    await mouse.move({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
  }
}

let pressed = false;

async function send(type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', at: Point): Promise<void> {
  if (type === 'mousePressed') pressed = true;
  const { x, y } = toPage(at);
  await cdp().send('Input.dispatchMouseEvent', {
    type,
    x,
    y,
    button: type === 'mouseMoved' && !pressed ? 'none' : 'left',
    buttons: pressed && type !== 'mouseReleased' ? 1 : 0,
    clickCount: type === 'mouseMoved' ? 0 : 1,
  });
  if (type === 'mouseReleased') pressed = false;
}

/** A test runs in a frame of the page that the browser shows, which may draw it smaller. */
function toPage({ x, y }: Point): Point {
  const frame = window.frameElement?.getBoundingClientRect();
  if (frame === undefined) return { x, y };
  const scale = frame.width / window.innerWidth;
  return { x: frame.left + x * scale, y: frame.top + y * scale };
}
