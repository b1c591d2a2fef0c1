import { useEffect, useState } from 'react';
import type { Suggestion } from '../api/types.ts';
import { useApp, useAppState } from '../context.ts';

const PAUSE_MILLISECONDS = 90;

/** What could be meant by the words so far; empty while nothing is typed or the list is closed. */
export function useSuggestions(draft: string, open: boolean): readonly Suggestion[] {
  const { api } = useApp();
  const persona = useAppState(state => state.persona);
  const sessionId = useAppState(state => state.thread.sessionId);
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const q = draft.trim();
  useEffect(() => {
    if (!open || q === '' || persona === undefined) return setSuggestions([]);
    const abort = new AbortController();
    const timer = setTimeout(() => {
      // Suggestions are a help: where they fail there are none, and asking works all the same.
      api.suggest({ persona, q, session_id: sessionId }, abort.signal).then(
        reply => setSuggestions(reply.suggestions.filter(({ text }) => text !== q).slice(0, 8)),
        () => undefined,
      );
    }, PAUSE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [q, open, persona, sessionId, api]);
  return suggestions;
}
