import { ChevronsUpDown, Search } from 'lucide-react';
import type { User } from '../api/types.ts';
import { useApp, useAppState } from '../context.ts';
import { lastQuestions } from '../state/last-questions.ts';
import { personaTitle } from '../state/persona.ts';
import { Link } from '../ui/link.tsx';
import { LOGO } from '../ui/logo.ts';
import { paletteKeys } from './keys.ts';
import { AccountMenu, PersonaMenu } from './menus.tsx';
import { isCurrent, PAGES } from './pages.ts';

const item =
  'flex h-8 items-center gap-2 rounded-base px-2 text-soft hover:bg-press aria-[current=page]:bg-press aria-[current=page]:text-ink aria-[current=page]:font-semibold';

/** Pages, the last questions, the persona and the account; not on a phone. */
export function SideBar({ user, persona }: { user: User; persona: string }) {
  const { store } = useApp();
  const route = useAppState(state => state.route);
  return (
    <aside className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-panel px-2 py-3 md:flex">
      <PersonaMenu
        user={user}
        persona={persona}
        className="flex h-10 w-full items-center gap-2 rounded-base px-2 text-left hover:bg-press"
      >
        <img src={LOGO} alt="" width={20} height={20} />
        <PersonaLines user={user} persona={persona} />
        <ChevronsUpDown size={14} className="text-muted" aria-hidden />
      </PersonaMenu>
      <button
        type="button"
        className="mt-2 flex h-8 items-center gap-2 rounded-base px-2 text-soft hover:bg-press"
        onClick={() => store.dispatch({ kind: 'overlay', overlay: 'palette' })}
      >
        <Search size={15} aria-hidden />
        <span className="flex-1 text-left">Find</span>
        <kbd className="font-sans text-12 text-muted">{paletteKeys()}</kbd>
      </button>
      <nav aria-label="Pages" className="mt-1 grid gap-px">
        {PAGES.map(page => (
          <Link key={page.label} to={page.route} className={item} current={isCurrent(page, route)}>
            <page.icon size={15} aria-hidden />
            {page.label}
          </Link>
        ))}
      </nav>
      <Recent />
      <AccountMenu
        user={user}
        className="mt-auto flex h-9 w-full items-center gap-2 rounded-base px-2 text-left text-soft hover:bg-press"
      >
        <span className="min-w-0 flex-1 truncate">{user.username}</span>
        <ChevronsUpDown size={14} className="text-muted" aria-hidden />
      </AccountMenu>
    </aside>
  );
}

function PersonaLines({ user, persona }: { user: User; persona: string }) {
  const title = personaTitle(user, persona);
  return (
    <span className="min-w-0 flex-1">
      <span className="block truncate text-12 leading-4 text-muted">Sophia as</span>{' '}
      <span className="block truncate leading-4 font-semibold">{title}</span>
    </span>
  );
}

function Recent() {
  const history = useAppState(state => state.recent);
  const thread = useAppState(state => state.thread);
  const questions = lastQuestions(history, thread.turns);
  if (questions.length === 0) return null;
  return (
    <nav aria-label="Last questions" className="mt-6 min-h-0 overflow-hidden">
      <h2 className="px-2 pb-1 text-12 text-muted">Last questions</h2>
      {questions.map(({ key, question, queryId, sessionId }) =>
        queryId === undefined ? (
          <span key={question} className="block truncate px-2 py-1.5 text-ink" title={question}>
            {question}
          </span>
        ) : (
          <Link
            key={question}
            to={{ page: 'query', queryId }}
            title={question}
            className={`block truncate rounded-base px-2 py-1.5 hover:bg-press ${key !== queryId || sessionId === thread.sessionId ? 'text-ink' : 'text-soft'}`}
          >
            {question}
          </Link>
        ),
      )}
    </nav>
  );
}
