/** A rectangle on the desktop, in the pixels that windows are placed with. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where and how the window was when it was last seen. */
export interface WindowState {
  readonly bounds: Bounds;
  readonly maximized: boolean;
  /** Hash part of its address. */
  readonly place: string;
}

/** Narrower than this the board's lanes would overlap. */
export const SMALLEST = { width: 720, height: 480 };
const PREFERRED = { width: 1280, height: 820 };
/** So much of its upper edge has to be on a screen for the window to be found and dragged. */
const GRIP = { width: 160, height: 32 };

/**
 * Where a window opens: where it was, if it can still be seen there, otherwise in the middle of the main screen; and never
 * larger than the screen it is on.
 * @param screens the work areas of the screens that there are, the main one first
 */
export function placeWindow(saved: Bounds | undefined, screens: readonly [Bounds, ...Bounds[]]): Bounds {
  const screen = saved === undefined ? undefined : screens.find((one) => isReachable(saved, one));
  if (saved === undefined || screen === undefined) return centred(saved ?? PREFERRED, screens[0]);
  const { width, height } = fitted(saved, screen);
  const x = clamp(saved.x, screen.x + GRIP.width - width, screen.x + screen.width - GRIP.width);
  const y = clamp(saved.y, screen.y, screen.y + screen.height - GRIP.height);
  return { x, y, width, height };
}

function centred(size: { readonly width: number; readonly height: number }, screen: Bounds): Bounds {
  const { width, height } = fitted(size, screen);
  return {
    x: Math.round(screen.x + (screen.width - width) / 2),
    y: Math.round(screen.y + (screen.height - height) / 2),
    width,
    height,
  };
}

/** The smallest size gives way where the screen itself is smaller. */
function fitted(size: { readonly width: number; readonly height: number }, screen: Bounds) {
  return {
    width: Math.min(Math.max(size.width, SMALLEST.width), screen.width),
    height: Math.min(Math.max(size.height, SMALLEST.height), screen.height),
  };
}

function isReachable(window: Bounds, screen: Bounds): boolean {
  const visible = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const below = screen.y + screen.height - window.y;
  const above = window.y - screen.y;
  return visible >= GRIP.width && below >= GRIP.height && above > -GRIP.height;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
