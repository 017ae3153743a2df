/**
 * The whole icon set, drawn for a 16 x 16 grid with one round stroke. A name that says what is drawn, not where it is used.
 */
export const ICON_PATHS = {
  arrowRight: 'M3 8h10M9 4l4 4-4 4',
  bell: 'M8 2a4 4 0 0 0-4 4c0 3.2-1.2 4.6-1.5 5.5h11C13.2 10.6 12 9.2 12 6a4 4 0 0 0-4-4zM6.6 13.8a1.6 1.6 0 0 0 2.8 0',
  box: 'M8 1.8l5.5 3v6.4L8 14.2l-5.5-3V4.8zM2.5 4.8L8 7.8l5.5-3M8 7.8v6.4',
  check: 'M3 8.6l3.2 3.2L13 4.8',
  chevronDown: 'M4 6.2l4 4 4-4',
  chevronLeft: 'M9.8 4l-4 4 4 4',
  chevronRight: 'M6.2 4l4 4-4 4',
  chevronUp: 'M4 9.8l4-4 4 4',
  circle: 'M8 3.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2z',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.8V8l2.2 1.6',
  compare: 'M5.5 2.5v11M10.5 2.5v11M2 5.5l3.5-3M14 10.5l-3.5 3',
  copy: 'M6 5.5h7v8H6zM10 5.5v-3H3v8h3',
  cross: 'M4 4l8 8M12 4l-8 8',
  dots: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  download: 'M8 2.2v7.6M4.8 6.8L8 10l3.2-3.2M2.5 13.5h11',
  external: 'M9 2.5h4.5V7M13.5 2.5L7.5 8.5M11 9.5v4H2.5V5h4',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  filter: 'M2 3h12L9.6 8.4v4.8l-3.2-1.6V8.4z',
  folder: 'M1.8 12.8V3.2h4.4l1.6 2h6.4v7.6z',
  grip: 'M6 3.5h.01M10 3.5h.01M6 8h.01M10 8h.01M6 12.5h.01M10 12.5h.01',
  hammer: 'M8.6 6.4L2.4 12.6l1.4 1.4L10 7.8M7 3.4l2-1.4 5 5-2.6 2.6L7 5.2z',
  host: 'M2 2.8h12v4.4H2zM2 8.8h12v4.4H2zM4.5 5h.01M4.5 11h.01',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.4v3.4M8 5.2h.01',
  keyboard: 'M1.8 4h12.4v8H1.8zM4.4 6.6h.01M6.8 6.6h.01M9.2 6.6h.01M11.6 6.6h.01M5 9.4h6',
  link: 'M6.6 9.4l2.8-2.8M7.6 4.6l1.5-1.5a2.7 2.7 0 0 1 3.8 3.8l-1.5 1.5M8.4 11.4l-1.5 1.5a2.7 2.7 0 0 1-3.8-3.8l1.5-1.5',
  lock: 'M3.2 7.2h9.6v6.3H3.2zM5.2 7.2V5a2.8 2.8 0 0 1 5.6 0v2.2',
  logs: 'M2.5 3.5h8M2.5 6.5h11M2.5 9.5h6M2.5 12.5h9',
  minus: 'M3.5 8h9',
  moon: 'M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  pin: 'M5.6 2h4.8l-.6 4.4 2.6 2.6H3.6l2.6-2.6zM8 9v5',
  play: 'M5 3l7.5 5L5 13z',
  plus: 'M8 3.5v9M3.5 8h9',
  pulse: 'M1.5 8.5h3l2-5 3 9 2-4h3',
  refresh: 'M13.2 6.6A5.5 5.5 0 0 0 3.4 5M2.8 9.4A5.5 5.5 0 0 0 12.6 11M3.2 2.2V5H6M12.8 13.8V11H10',
  screen: 'M1.8 2.8h12.4v8H1.8zM5.5 13.6h5M8 10.8v2.8',
  search: 'M7 2.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2zM10.4 10.4l3.2 3.2',
  sliders: 'M2 4.5h6M11 4.5h3M9.5 2.9v3.2M2 11.5h3M8 11.5h6M6.5 9.9v3.2',
  stop: 'M4 4h8v8H4z',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1.4v1.2M8 13.4v1.2M1.4 8h1.2M13.4 8h1.2M3.3 3.3l.9.9M11.8 11.8l.9.9M3.3 12.7l.9-.9M11.8 4.2l.9-.9',
  trash: 'M2.5 4.2h11M6 4.2V2.4h4v1.8M4 4.2l.6 9.4h6.8l.6-9.4M6.7 7v4M9.3 7v4',
  triangle: 'M8 2.4l6.2 11H1.8z',
  undo: 'M3 6.5h6.6a3.6 3.6 0 0 1 0 7.2H6M5.8 3.4L2.8 6.5l3 3.1',
  upload: 'M8 10V2.4M4.8 5.4L8 2.2l3.2 3.2M2.5 13.5h11',
  wave: 'M1.5 6.5c1.6-2 3.2-2 4.4 0s2.8 2 4.2 0 2.8-2 4.4 0M1.5 11c1.6-2 3.2-2 4.4 0s2.8 2 4.2 0 2.8-2 4.4 0',
} as const;

export type IconName = keyof typeof ICON_PATHS;

/** Shapes that say more when they are solid: at 11 px the outline of a triangle is a smudge. */
export const SOLID_ICONS: ReadonlySet<IconName> = new Set<IconName>(['triangle', 'play', 'stop']);

/** Single points, which the common stroke would make too faint. */
export const DOTTED_ICONS: ReadonlySet<IconName> = new Set<IconName>(['dots', 'grip']);
