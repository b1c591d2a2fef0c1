import type { ReactNode } from 'react';
import type { User } from '../api/types.ts';
import { useApp, useAppState } from '../context.ts';
import { personaTitle } from '../state/persona.ts';
import type { ThemeChoice } from '../theme.ts';
import { Menu } from '../ui/menu.tsx';

interface Props {
  readonly user: User;
  readonly className: string;
  readonly children: ReactNode;
}

export function PersonaMenu({ user, persona, className, children }: Props & { persona: string }) {
  const { actions } = useApp();
  const items = user.personas.map(({ name, title, description }) => ({ id: name, label: title, detail: description }));
  const title = personaTitle(user, persona);
  return (
    <Menu
      label={`Sophia as ${title}`}
      items={items}
      chosen={persona}
      onChoose={actions.choosePersona}
      className={className}
    >
      {children}
    </Menu>
  );
}

const THEMES: readonly { id: ThemeChoice; label: string }[] = [
  { id: 'system', label: 'Theme of the system' },
  { id: 'light', label: 'Light theme' },
  { id: 'dark', label: 'Dark theme' },
];

export function AccountMenu({ user, className, children }: Props) {
  const { actions, store } = useApp();
  const theme = useAppState(state => state.theme);
  const choose = (id: string) => {
    const chosen = THEMES.find(other => other.id === id);
    if (chosen !== undefined) actions.chooseTheme(chosen.id);
    else if (id === 'help') actions.navigate({ page: 'help' });
    else if (id === 'shortcuts') store.dispatch({ kind: 'overlay', overlay: 'shortcuts' });
    else void actions.signOut();
  };
  const items = [
    ...THEMES.map(other => (other.id === theme ? { ...other, detail: 'In use' } : other)),
    { id: 'help', label: 'Help' },
    { id: 'shortcuts', label: 'Keyboard shortcuts' },
    { id: 'sign-out', label: 'Sign out' },
  ];
  return (
    <Menu label={`Account: ${user.username}`} items={items} onChoose={choose} className={className}>
      {children}
    </Menu>
  );
}
