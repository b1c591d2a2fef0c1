import { asProblem } from '../api/client.ts';
import type { AnswerReply } from '../api/types.ts';
import type { Surroundings } from './actions.ts';
import type { AppEvent, AppState } from './app-state.ts';
import { type Route, routePath } from './route.ts';
import type { Store } from './store.ts';
import { type Turn, turnOfAnswer, turnsOfConversation } from './thread.ts';
import { waitForAnswer } from './wait.ts';

/** The address bar. */
export interface Navigation {
  push(route: Route): void;
  replace(route: Route): void;
  /** Calls back when the user goes back or forth. */
  listen(onChange: (pathname: string) => void): void;
}

export function browserNavigation(store: Store<AppState, AppEvent>): Navigation {
  const go = (route: Route, how: 'pushState' | 'replaceState') => {
    const path = routePath(route);
    if (path !== location.pathname) history[how](null, '', path);
    store.dispatch({ kind: 'went', route });
  };
  return {
    push: route => go(route, 'pushState'),
    replace: route => go(route, 'replaceState'),
    listen: onChange => addEventListener('popstate', () => onChange(location.pathname)),
  };
}

type Follow = (key: string, effect: () => Promise<void>) => Promise<void>;

/** Loads the thread a route names, unless it is the one shown; its running answers are waited for. */
export async function openRoute(route: Route | undefined, { store, api }: Surroundings, follow: Follow): Promise<void> {
  if (route?.page !== 'conversation' && route?.page !== 'query') return;
  const { thread } = store.get();
  if (route.page === 'conversation' && thread.sessionId === route.sessionId && thread.turns.length > 0) return;
  const stillThere = () => store.get().route === route;
  store.dispatch({ kind: 'loading' });
  try {
    const only = route.page === 'query' ? ((await api.answer(route.queryId)) as AnswerReply) : undefined;
    const sessionId = route.page === 'conversation' ? route.sessionId : (only?.session_id ?? '');
    const conversation = await api.conversation(sessionId).catch(thrown => {
      if (only === undefined) throw thrown;
      return { session_id: sessionId, turns: [only] };
    });
    if (!stillThere()) return;
    const turns = turnsWith(turnsOfConversation(conversation.turns), only);
    const focus = only?.query_id ?? turns.at(-1)?.key;
    store.dispatch({ kind: 'opened', sessionId: conversation.session_id, turns, focus });
    for (const turn of turns.filter(other => other.pending))
      void follow(turn.key, async () => {
        const answer = await waitForAnswer(() => api.answer(turn.key), new AbortController().signal);
        store.dispatch({ kind: 'answered', key: turn.key, answer });
      });
  } catch (thrown) {
    if (stillThere()) store.dispatch({ kind: 'unopened', problem: asProblem(thrown) });
  }
}

/** An answer that a later choice took the place of is still shown when its own address is opened. */
const turnsWith = (turns: readonly Turn[], only: AnswerReply | undefined): readonly Turn[] =>
  only === undefined || only.question === undefined || turns.some(turn => turn.key === only.query_id)
    ? turns
    : [...turns, turnOfAnswer(only)];
