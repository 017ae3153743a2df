export const ZOOM_STEPS: readonly number[] = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

/** Shows everything `factor` times as large. */
export function applyZoom(factor: number): void {
  document.documentElement.style.setProperty('--zoom', String(factor));
}

/** The next larger (1) or smaller (-1) step; the same at either end. */
export function nextZoom(factor: number, direction: 1 | -1): number {
  const steps = direction === 1 ? ZOOM_STEPS : ZOOM_STEPS.toReversed();
  return steps.find((step) => (step - factor) * direction > 0.001) ?? factor;
}
