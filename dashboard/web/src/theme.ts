export type ThemeChoice = 'light' | 'dark' | 'system';

const KEY = 'sophia.theme';
const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** What is painted for a choice; theme.js beside index.html says the same before the first paint. */
export const paintedTheme = (choice: ThemeChoice, systemIsDark: boolean): 'light' | 'dark' =>
  choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice;

export const parseThemeChoice = (text: string | null): ThemeChoice =>
  CHOICES.find(choice => choice === text) ?? 'system';

const systemDark = () => matchMedia('(prefers-color-scheme: dark)');

const paint = (choice: ThemeChoice) => {
  document.documentElement.dataset['theme'] = paintedTheme(choice, systemDark().matches);
};

export const readTheme = (storage: Pick<Storage, 'getItem'>): ThemeChoice => parseThemeChoice(storage.getItem(KEY));

export function chooseTheme(choice: ThemeChoice, storage: Pick<Storage, 'setItem'>): void {
  storage.setItem(KEY, choice);
  paint(choice);
}

/** Follows the system while the choice is `system`. */
export function followSystemTheme(storage: Pick<Storage, 'getItem'>): void {
  systemDark().addEventListener('change', () => paint(readTheme(storage)));
}
