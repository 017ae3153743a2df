import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { Gallery } from './gallery/Gallery.tsx';
import { checkAccessibility } from './support/check-accessibility.ts';

test.each(['light', 'dark'])('in the %s theme, axe finds nothing wrong with any part', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  const { container } = await render(<Gallery />);
  await document.fonts.ready;
  expect(container.querySelectorAll('button').length).toBeGreaterThan(20);
  expect(await checkAccessibility(container)).toEqual([]);
});
