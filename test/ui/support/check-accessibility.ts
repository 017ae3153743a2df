import axe from 'axe-core';

/**
 * What axe finds wrong with a part of the page under WCAG 2.2 AA and its own best practices, a line each; empty when
 * nothing.
 */
export async function checkAccessibility(part: Element = document.body): Promise<string[]> {
  // A colour on its way from one to another is neither. What turns for ever has no end to go to.
  for (const animation of document.getAnimations())
    if (animation.effect?.getTiming().iterations !== Infinity) animation.finish();
  const { violations } = await axe.run(part, {
    resultTypes: ['violations'],
    rules: {
      // A test draws a part of a window, not a page with landmarks and a main heading.
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) => `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary}`,
    ),
  );
}
