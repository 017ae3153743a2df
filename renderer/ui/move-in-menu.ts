/**
 * Moves the focus among the items of a menu as a key asks: arrows go round, Home and End, a letter to the next item that
 * begins with it.
 * @returns whether the key was one of those
 */
export function moveInMenu(menu: HTMLElement, key: string): boolean {
  const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const target = chooseItem(items, items.indexOf(document.activeElement as HTMLElement), key);
  target?.focus();
  return target !== undefined;
}

function chooseItem(items: readonly HTMLElement[], current: number, key: string): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return items[(current + 1) % items.length];
    case 'ArrowUp':
      return items.at(current <= 0 ? -1 : current - 1);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default:
      return key.length === 1 && key !== ' ' ? nextStartingWith(items, current, key) : undefined;
  }
}

function nextStartingWith(
  items: readonly HTMLElement[],
  current: number,
  letter: string,
): HTMLElement | undefined {
  const fromNext = [...items.slice(current + 1), ...items.slice(0, current + 1)];
  return fromNext.find((item) => item.textContent.trim().toLowerCase().startsWith(letter.toLowerCase()));
}
