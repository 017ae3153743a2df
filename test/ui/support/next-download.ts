import { onTestFinished, vi } from 'vitest';

/** What the page has the browser save next, instead of saving it. */
export function nextDownload(): Promise<{ readonly name: string; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function save(
      this: HTMLAnchorElement,
    ) {
      fetch(this.href)
        .then(async (response) => ({ name: this.download, text: await response.text() }))
        .then(resolve, reject);
    });
    onTestFinished(() => click.mockRestore());
  });
}
