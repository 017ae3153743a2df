import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { placeWindow, SMALLEST, type Bounds } from '../../../electron/main/window/place-window.ts';

const laptop = { x: 0, y: 0, width: 1440, height: 860 };
const beside = { x: 1440, y: -200, width: 2560, height: 1400 };

describe('a window opens', () => {
  test('in the middle of the main screen, the first time', () => {
    expect(placeWindow(undefined, [laptop, beside])).toEqual({ x: 80, y: 20, width: 1280, height: 820 });
  });

  test('where it was', () => {
    const saved = { x: 1600, y: 100, width: 1800, height: 1000 };
    expect(placeWindow(saved, [laptop, beside])).toEqual(saved);
  });

  test('in the middle of the main screen with its old size, when the screen it was on is gone', () => {
    const saved = { x: 1600, y: 100, width: 1000, height: 700 };
    expect(placeWindow(saved, [laptop])).toEqual({ x: 220, y: 80, width: 1000, height: 700 });
  });

  test('no larger than its screen, when that has become smaller', () => {
    const saved = { x: 100, y: 100, width: 2400, height: 1300 };
    expect(placeWindow(saved, [laptop])).toMatchObject({ width: 1440, height: 860 });
  });

  test('not so small that nothing could be read', () => {
    expect(placeWindow({ x: 100, y: 100, width: 40, height: 40 }, [laptop])).not.toMatchObject({ width: 40 });
    const saved = { x: 100, y: 100, width: 200, height: 100 };
    expect(placeWindow(saved, [laptop])).toMatchObject(SMALLEST);
  });
});

test('wherever it was and whatever screens there are, it can be grasped and fits', () => {
  const coordinate = fc.integer({ min: -5000, max: 8000 });
  const length = fc.integer({ min: 1, max: 6000 });
  const rectangle = fc.record({ x: coordinate, y: coordinate, width: length, height: length });
  const screen = fc.record({
    x: coordinate,
    y: coordinate,
    width: fc.integer({ min: 800, max: 4000 }),
    height: fc.integer({ min: 600, max: 3000 }),
  });
  fc.assert(
    fc.property(rectangle, screen, fc.array(screen, { maxLength: 3 }), (saved, main, others) => {
      const placed = placeWindow(saved, [main, ...others]);
      const graspable = (one: Bounds) =>
        Math.min(placed.x + placed.width, one.x + one.width) - Math.max(placed.x, one.x) >= 160 &&
        placed.y >= one.y &&
        placed.y <= one.y + one.height - 32 &&
        placed.width <= one.width &&
        placed.height <= one.height;
      return [main, ...others].some(graspable);
    }),
  );
});
