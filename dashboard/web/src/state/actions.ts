import { type Api, asProblem } from '../api/client.ts';
import type { AnswerReply, Choices, SessionReply } from '../api/types.ts';
import type { PageStorage } from '../storage.ts';
import { chooseTheme, type ThemeChoice } from '../theme.ts';
import type { AppEvent, AppState } from './app-state.ts';
import { LAST_QUESTIONS } from './last-questions.ts';
import { type Navigation, openRoute } from './navigation.ts';
import { rememberedPersona, rememberPersona } from './persona.ts';
import { parseRoute, type Route, showsThread } from './route.ts';
import type { Store } from './store.ts';
import { waitForAnswer } from './wait.ts';

export interface AskOptions {
  readonly choices?: Choices | undefined;
  /** Key of the turn this one takes the place of: the same question, another choice. */
  readonly replaces?: string | undefined;
}

export interface Actions {
  start(): Promise<void>;
  signIn(username: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  choosePersona(name: string): void;
  loadModel(): Promise<void>;
  loadRecent(): Promise<void>;
  navigate(route: Route): void;
  ask(question: string, options?: AskOptions): Promise<void>;
  cancel(key: string): Promise<void>;
  newThread(): void;
  undoClear(): void;
  chooseTheme(theme: ThemeChoice): void;
}

export interface Surroundings {
  readonly store: Store<AppState, AppEvent>;
  readonly api: Api;
  readonly storage: PageStorage;
  readonly navigation: Navigation;
  readonly now: () => number;
  /** Calls back when nothing more urgent is to be done. */
  readonly whenIdle: (work: () => void) => void;
}

/** Seconds the server may take before it answers "running". */
const WAIT_SECONDS = 2;

/** Everything the page does: effects here, decisions in the reducers. */
export function createActions(surroundings: Surroundings): Actions {
  const { store, api, storage, navigation, now, whenIdle } = surroundings;
  const running = new Map<string, AbortController>();
  let asked = 0;

  async function entered(reply: SessionReply): Promise<void> {
    const persona = rememberedPersona(reply.user, storage);
    store.dispatch({ kind: 'signedIn', user: reply.user, persona });
    if (persona === undefined) return;
    const others = () => Promise.all([actions.loadModel(), actions.loadRecent()]);
    // A dashboard shows neither: it is not to wait for them.
    if (store.get().route?.page === 'dashboard') return whenIdle(() => void others());
    await Promise.all([others(), openCurrent()]);
  }

  const openCurrent = (): Promise<void> => openRoute(store.get().route, surroundings, follow);

  async function finish(key: string, queryId: string): Promise<void> {
    const abort = running.get(key) ?? new AbortController();
    running.set(key, abort);
    const answer = await waitForAnswer(() => api.answer(queryId, abort.signal), abort.signal);
    settle(key, answer);
  }

  function settle(key: string, answer: AnswerReply): void {
    const present = store.get().thread.turns.some(turn => turn.key === key);
    store.dispatch({ kind: 'answered', key, answer });
    if (present && showsThread(store.get().route ?? { page: 'ask' }))
      navigation.replace({ page: 'conversation', sessionId: answer.session_id });
    void actions.loadRecent();
  }

  /** Runs a turn's effect; what it throws becomes the turn's problem. */
  async function follow(key: string, effect: () => Promise<void>): Promise<void> {
    try {
      await effect();
    } catch (thrown) {
      if (!running.get(key)?.signal.aborted) store.dispatch({ kind: 'stopped', key, problem: asProblem(thrown) });
    } finally {
      running.delete(key);
    }
  }

  const actions: Actions = {
    async start() {
      try {
        await entered(await api.session());
      } catch (thrown) {
        const problem = asProblem(thrown);
        if (problem.status === 401) store.dispatch({ kind: 'signedOut' });
        else store.dispatch({ kind: 'unreachable', problem });
      }
    },
    signIn: async (username, password) => entered(await api.signIn(username, password)),
    async signOut() {
      for (const abort of running.values()) abort.abort();
      await api.signOut().catch(() => undefined);
      store.dispatch({ kind: 'signedOut' });
      navigation.push({ page: 'ask' });
    },
    choosePersona(name) {
      const { session, persona } = store.get();
      if (session.kind !== 'signedIn') return;
      rememberPersona(session.user, name, storage);
      store.dispatch({ kind: 'personaChosen', persona: name });
      void actions.loadModel();
      if (persona === undefined) void Promise.all([actions.loadRecent(), openCurrent()]);
    },
    async loadModel() {
      const { persona } = store.get();
      if (persona === undefined) return;
      store.dispatch({ kind: 'model', model: { kind: 'loading' } });
      try {
        const value = await api.model(persona);
        if (store.get().persona === persona) store.dispatch({ kind: 'model', model: { kind: 'ready', value } });
      } catch (thrown) {
        store.dispatch({ kind: 'model', model: { kind: 'failed', problem: asProblem(thrown) } });
      }
    },
    async loadRecent() {
      // The list beside is a convenience: where it can't be loaded the last one stays.
      const reply = await api.history({ limit: LAST_QUESTIONS }).catch(() => undefined);
      if (reply !== undefined) store.dispatch({ kind: 'recent', turns: reply.turns });
    },
    navigate(route) {
      navigation.push(route);
      void openRoute(route, surroundings, follow);
    },
    async ask(question, { choices = {}, replaces } = {}) {
      const { persona, thread, route } = store.get();
      const text = question.trim();
      if (persona === undefined || text === '') return;
      asked += 1;
      const key = `asked-${asked}`;
      if (route !== undefined && !showsThread(route)) navigation.push({ page: 'ask' });
      running.set(key, new AbortController());
      const turn = { key, question: text, persona, choices, askedAt: now(), pending: true };
      const replaced = thread.turns.find(other => other.key === replaces)?.queryId;
      store.dispatch({ kind: 'asked', turn, replaces });
      await follow(key, async () => {
        const request = {
          query: text,
          persona,
          session_id: thread.sessionId,
          choices,
          replaces: replaced,
          wait_seconds: WAIT_SECONDS,
        };
        const reply = await api.ask(request, running.get(key)?.signal);
        if (reply.status !== 'running') return settle(key, reply as AnswerReply);
        store.dispatch({ kind: 'accepted', key, queryId: reply.query_id, sessionId: reply.session_id });
        await finish(key, reply.query_id);
      });
    },
    async cancel(key) {
      const turn = store.get().thread.turns.find(other => other.key === key);
      running.get(key)?.abort();
      store.dispatch({ kind: 'dropped', key });
      if (turn === undefined) return;
      store.dispatch({ kind: 'typed', draft: turn.question });
      if (turn.queryId !== undefined) await api.cancel(turn.queryId).catch(() => undefined);
    },
    newThread() {
      store.dispatch({ kind: 'cleared' });
      navigation.push({ page: 'ask' });
    },
    undoClear() {
      store.dispatch({ kind: 'restored' });
      const { sessionId } = store.get().thread;
      if (sessionId !== undefined) navigation.push({ page: 'conversation', sessionId });
    },
    chooseTheme(theme) {
      chooseTheme(theme, storage);
      store.dispatch({ kind: 'theme', theme });
    },
  };

  navigation.listen(pathname => {
    const route = parseRoute(pathname);
    store.dispatch({ kind: 'went', route });
    void openRoute(route, surroundings, follow);
  });
  return actions;
}
