import { ChevronDown, Search, UserRound } from 'lucide-react';
import type { User } from '../api/types.ts';
import { useApp, useAppState } from '../context.ts';
import { personaTitle } from '../state/persona.ts';
import { Link } from '../ui/link.tsx';
import { LOGO } from '../ui/logo.ts';
import { AccountMenu, PersonaMenu } from './menus.tsx';
import { isCurrent, PAGES } from './pages.ts';

const icon = 'grid size-11 place-items-center rounded-base text-soft hover:bg-hover';

/** On a phone: persona, palette and account above the page. */
export function TopBar({ user, persona }: { user: User; persona: string }) {
  const { store } = useApp();
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-1 border-b border-line bg-paper px-2 md:hidden">
      <PersonaMenu user={user} persona={persona} className="flex h-11 min-w-0 flex-1 items-center gap-2 px-2 text-left">
        <img src={LOGO} alt="" width={20} height={20} />
        <span className="truncate font-semibold">{personaTitle(user, persona)}</span>
        <ChevronDown size={14} className="shrink-0 text-muted" aria-hidden />
      </PersonaMenu>
      <button
        type="button"
        aria-label="Find"
        className={icon}
        onClick={() => store.dispatch({ kind: 'overlay', overlay: 'palette' })}
      >
        <Search size={18} aria-hidden />
      </button>
      <AccountMenu user={user} className={icon}>
        <UserRound size={18} aria-hidden />
      </AccountMenu>
    </header>
  );
}

/** On a phone: the pages, within the thumb's reach. */
export function TabBar() {
  const route = useAppState(state => state.route);
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-20 grid h-14 grid-cols-6 border-t border-line bg-paper md:hidden"
    >
      {PAGES.map(page => (
        <Link
          key={page.label}
          to={page.route}
          current={isCurrent(page, route)}
          className="grid place-content-center justify-items-center gap-0.5 text-12 text-muted aria-[current=page]:text-accent"
        >
          <page.icon size={18} aria-hidden />
          {page.short}
        </Link>
      ))}
    </nav>
  );
}
