import { ChevronRight } from 'lucide-react';
import type { User } from '../api/types.ts';
import { useApp } from '../context.ts';

/** Asked once a user who has several personas; the choice is remembered and can be changed in the side bar. */
export function PersonaChoice({ user }: { user: User }) {
  const { actions } = useApp();
  return (
    <main className="mx-auto w-full max-w-[30rem] px-4 pt-[12vh]">
      <h1 className="text-20 font-semibold">Who do you ask as?</h1>
      <p className="mt-1 text-muted">
        {user.personas.length === 0
          ? 'No persona is granted to you. Ask whoever runs this platform to add one to your account.'
          : 'A persona decides what you see and may spend. You can change it at any time.'}
      </p>
      <ul className="mt-6 divide-y divide-line border-y border-line">
        {user.personas.map(persona => (
          <li key={persona.name}>
            <button
              type="button"
              className="flex w-full items-center gap-3 px-2 py-3 text-left hover:bg-hover"
              onClick={() => actions.choosePersona(persona.name)}
            >
              <span className="min-w-0 flex-1">
                <span className="block text-15 font-semibold">{persona.title}</span>
                {persona.description ? <span className="block text-muted">{persona.description}</span> : null}
              </span>
              <ChevronRight size={16} className="shrink-0 text-muted" aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button-quiet mt-4 -ml-2" onClick={() => void actions.signOut()}>
        Sign out
      </button>
    </main>
  );
}
