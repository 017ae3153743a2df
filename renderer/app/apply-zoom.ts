/** Shows everything `factor` times as large. */
export function applyZoom(factor: number): void {
  document.documentElement.style.setProperty('--zoom', String(factor));
}
