/** How the palette's shortcut is written on this machine. */
export const paletteKeys = (platform = navigator.platform): string => (/^(Mac|iP)/.test(platform) ? '⌘K' : 'Ctrl K');

export interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

export const shortcuts = (platform = navigator.platform): readonly Shortcut[] => [
  { keys: ['/'], does: 'Write a question' },
  { keys: ['Enter'], does: 'Ask it' },
  { keys: ['Shift', 'Enter'], does: 'New line in the question' },
  { keys: ['↑', '↓'], does: 'Walk through suggestions' },
  { keys: ['Tab'], does: 'Take the marked suggestion into the question' },
  {
    keys: paletteKeys(platform) === '⌘K' ? ['⌘', 'K'] : ['Ctrl', 'K'],
    does: 'Find pages, metrics, questions and actions',
  },
  { keys: ['←', '→'], does: 'Walk through the points of a chart' },
  { keys: ['R'], does: 'Refresh the dashboard' },
  { keys: ['←', '→', '↑', '↓'], does: 'Walk through the tiles of a dashboard' },
  { keys: ['F'], does: 'Show the tile in full screen' },
  { keys: ['E'], does: 'Edit the dashboard; while editing, the chosen tile' },
  { keys: ['A'], does: 'Editing: add a tile' },
  { keys: ['W'], does: 'Editing: change the dashboard by words' },
  { keys: ['Shift', '→'], does: 'Editing: arrows move the chosen tile, with Shift they resize it' },
  { keys: ['D'], does: 'Editing: duplicate the chosen tile' },
  { keys: ['Delete'], does: 'Editing: remove the chosen tile' },
  { keys: ['U'], does: 'Editing: undo' },
  { keys: paletteKeys(platform) === '⌘K' ? ['Shift', '⌘', 'Z'] : ['Shift', 'Ctrl', 'Z'], does: 'Editing: redo' },
  { keys: ['H'], does: 'Editing: history' },
  {
    keys: ['R', 'C', 'O', 'X', 'N'],
    does: 'Documents: review, curate, mark outdated, reject, put back; with Shift and a note',
  },
  { keys: ['?'], does: 'Show this list' },
  { keys: ['Esc'], does: 'Step back' },
];

export type KeyAction = 'palette' | 'focusAsk' | 'shortcuts' | 'back';

interface Pressed {
  readonly key: string;
  readonly metaKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
}

/** What a key does anywhere on the page; inside a text field only the palette's shortcut and Esc count. */
export function keyAction(pressed: Pressed, inField: boolean): KeyAction | undefined {
  const command = pressed.metaKey || pressed.ctrlKey;
  if (command && !pressed.altKey && pressed.key.toLowerCase() === 'k') return 'palette';
  if (command || pressed.altKey) return undefined;
  if (pressed.key === 'Escape') return 'back';
  if (inField) return undefined;
  if (pressed.key === '/') return 'focusAsk';
  if (pressed.key === '?') return 'shortcuts';
  return undefined;
}
