import type { Page } from 'playwright-core';

/** What a picture shows instead of a path or a name of the machine that it was taken on. */
export interface Disguise {
  readonly real: string;
  readonly shown: string;
  /** Only where it is the whole text. */
  readonly whole?: boolean;
}

/** Runs in the page. */
const DISGUISE = `(disguises) => {
  const dress = (text) => disguises.reduce((dressed, { real, shown, whole }) =>
    whole ? (dressed.trim() === real ? shown : dressed) : dressed.replaceAll(real, shown), text);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const dressed = dress(texts.currentNode.nodeValue);
    if (dressed !== texts.currentNode.nodeValue) texts.currentNode.nodeValue = dressed;
  }
  for (const field of document.querySelectorAll('input, textarea')) {
    const dressed = dress(field.value);
    if (dressed !== field.value) field.value = dressed;
  }
}`;

/** Readers of the README have no use for the folders of whoever took its pictures. Everything else stays as it is. */
export async function disguise(page: Page, disguises: readonly Disguise[]): Promise<void> {
  await page.evaluate(`(${DISGUISE})(${JSON.stringify(disguises)})`);
}
