import type { JSX } from 'react';
import { DOTTED_ICONS, ICON_PATHS, SOLID_ICONS, type IconName } from './icon-paths.ts';

export interface IconProps {
  readonly name: IconName;
  /** Edge length in pixels. */
  readonly size?: number;
  /** What it means, where no text beside it says so. */
  readonly label?: string;
}

/** One icon of the set, in the colour of the text around it. */
export function Icon({ name, size = 16, label }: IconProps): JSX.Element {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg {...named} width={size} height={size} viewBox="0 0 16 16" focusable="false">
      <path
        d={ICON_PATHS[name]}
        fill={SOLID_ICONS.has(name) ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={strokeWidth(name, size)}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Small icons get a stronger stroke, so that all look equally heavy. */
function strokeWidth(name: IconName, size: number): number {
  if (DOTTED_ICONS.has(name)) return 2.2;
  if (SOLID_ICONS.has(name)) return 1.2;
  return size < 14 ? 2 : 1.5;
}
