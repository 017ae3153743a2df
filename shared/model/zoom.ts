/** How large everything may be shown, as factors: one ladder for the menu, the keys, the palette and the settings. */
export const ZOOM_STEPS: readonly number[] = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

/** The next larger (1) or smaller (-1) step; the same at either end. */
export function nextZoom(factor: number, direction: 1 | -1): number {
  const steps = direction === 1 ? ZOOM_STEPS : ZOOM_STEPS.toReversed();
  return steps.find((step) => (step - factor) * direction > 0.001) ?? factor;
}
