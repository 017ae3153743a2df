/** A line through points in pixels as the `d` of an SVG path; a tenth of a pixel is exact enough. */
export function linePath(points: readonly (readonly [x: number, y: number])[]): string {
  return points.map(([x, y], place) => `${place === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}
