import type { ComponentPropsWithRef, JSX } from 'react';
import { formatRoute, type Route } from './router.ts';

export interface RouteLinkProps extends Omit<ComponentPropsWithRef<'a'>, 'href'> {
  readonly to: Route;
}

/** A link to a place in the window. */
export function RouteLink({ to, ...rest }: RouteLinkProps): JSX.Element {
  return <a {...rest} href={`#${formatRoute(to)}`} />;
}
