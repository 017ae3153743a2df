import type { JSX } from 'react';
import { App } from './App.tsx';
import { OpeningSkeleton } from './OpeningSkeleton.tsx';

/** The window before there is a way to the core: everything in its place, nothing claimed. */
export function OpeningFrame(): JSX.Element {
  return <App instead={<OpeningSkeleton />} />;
}
