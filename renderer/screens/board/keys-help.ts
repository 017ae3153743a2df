/** How the board is used with keys, for who does not see it. */
export const KEYS_HELP =
  'Arrow keys go from card to card. Space picks a card up; then left and right choose a lane, Enter shows what a promotion there would do, Escape puts it back. Shift F10 opens a card’s menu.';
