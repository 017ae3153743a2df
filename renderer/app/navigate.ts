import { formatRoute, type Route } from './router.ts';

/** Goes to a place; Back leads to where one was. */
export function navigate(route: Route): void {
  window.location.hash = formatRoute(route);
}

/** Goes to a place instead of the one where one is. */
export function replaceRoute(route: Route): void {
  window.location.replace(`#${formatRoute(route)}`);
}
