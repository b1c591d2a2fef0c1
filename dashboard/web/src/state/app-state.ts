import type { ApiProblem } from '../api/problem.ts';
import type { HistoryTurn, ModelReply, User } from '../api/types.ts';
import type { ThemeChoice } from '../theme.ts';
import type { Route } from './route.ts';
import { emptyThread, isEmpty, type Thread, type ThreadEvent, threadAfter } from './thread.ts';

export type Session =
  | { readonly kind: 'checking' }
  | { readonly kind: 'unreachable'; readonly problem: ApiProblem }
  | { readonly kind: 'signedOut'; readonly notice?: string | undefined }
  | { readonly kind: 'signedIn'; readonly user: User };

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly problem: ApiProblem };

export interface Toast {
  readonly text: string;
  /** The thread that Undo brings back. */
  readonly undo?: Thread | undefined;
}

/** Everything the page knows, in one place; changed by `appAfter` only. */
export interface AppState {
  readonly session: Session;
  /** Name of the persona asked as; undefined until one is chosen. */
  readonly persona: string | undefined;
  readonly route: Route | undefined;
  readonly thread: Thread;
  /** What stands in the ask box. */
  readonly draft: string;
  readonly overlay: 'palette' | 'shortcuts' | undefined;
  readonly toast: Toast | undefined;
  readonly model: Loaded<ModelReply>;
  readonly recent: readonly HistoryTurn[];
  readonly theme: ThemeChoice;
}

export type AppEvent =
  | ThreadEvent
  | { readonly kind: 'signedIn'; readonly user: User; readonly persona: string | undefined }
  | { readonly kind: 'signedOut'; readonly notice?: string | undefined }
  | { readonly kind: 'unreachable'; readonly problem: ApiProblem }
  | { readonly kind: 'personaChosen'; readonly persona: string | undefined }
  | { readonly kind: 'went'; readonly route: Route | undefined }
  | { readonly kind: 'typed'; readonly draft: string }
  | { readonly kind: 'overlay'; readonly overlay: AppState['overlay'] }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'restored' }
  | { readonly kind: 'told'; readonly text: string }
  | { readonly kind: 'toastGone' }
  | { readonly kind: 'model'; readonly model: Loaded<ModelReply> }
  | { readonly kind: 'recent'; readonly turns: readonly HistoryTurn[] }
  | { readonly kind: 'theme'; readonly theme: ThemeChoice };

export const firstState = (route: Route | undefined, theme: ThemeChoice): AppState => ({
  session: { kind: 'checking' },
  persona: undefined,
  route,
  thread: emptyThread,
  draft: '',
  overlay: undefined,
  toast: undefined,
  model: { kind: 'loading' },
  recent: [],
  theme,
});

/** The question that was on its way when the session ended goes back into the ask box. */
const draftKept = (state: AppState): string =>
  state.draft !== '' ? state.draft : (state.thread.turns.findLast(turn => turn.pending)?.question ?? '');

export function appAfter(state: AppState, event: AppEvent): AppState {
  switch (event.kind) {
    case 'signedIn':
      return { ...state, session: { kind: 'signedIn', user: event.user }, persona: event.persona };
    case 'signedOut':
      return {
        ...firstState(state.route, state.theme),
        session: { kind: 'signedOut', notice: event.notice },
        draft: event.notice === undefined ? '' : draftKept(state),
      };
    case 'unreachable':
      return { ...state, session: { kind: 'unreachable', problem: event.problem } };
    case 'personaChosen':
      return { ...state, persona: event.persona, model: { kind: 'loading' } };
    case 'went':
      return { ...state, route: event.route };
    case 'typed':
      return { ...state, draft: event.draft };
    case 'overlay':
      return { ...state, overlay: event.overlay };
    case 'cleared':
      if (isEmpty(state.thread)) return state;
      return { ...state, thread: emptyThread, toast: { text: 'Thread cleared', undo: state.thread } };
    case 'restored':
      return { ...state, thread: state.toast?.undo ?? state.thread, toast: undefined };
    case 'told':
      return { ...state, toast: { text: event.text } };
    case 'toastGone':
      return { ...state, toast: undefined };
    case 'model':
      return { ...state, model: event.model };
    case 'recent':
      return { ...state, recent: event.turns };
    case 'theme':
      return { ...state, theme: event.theme };
    default:
      return { ...state, thread: threadAfter(state.thread, event) };
  }
}
