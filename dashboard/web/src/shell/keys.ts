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
