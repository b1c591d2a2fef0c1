import type { Persona } from '../identity/persona.ts';
import type { ConversationStore } from '../ports/stores.ts';
import type { Planners } from './planners.ts';

export interface Suggestion {
  readonly text: string;
  /** Made from the model, or asked before by the same user as the same persona. */
  readonly kind: 'model' | 'history';
}

export interface Suggestions {
  /** Questions for what is typed so far; without any text, questions to start from. */
  suggest(username: string, persona: Persona, text: string): Promise<Suggestion[]>;
}

const mostSuggestions = 8;
const mostFromHistory = 3;
const lookedThrough = 30;
/** Nobody completes an essay. */
const longestText = 300;

export function createSuggestions(planners: Planners, conversations: ConversationStore): Suggestions {
  const asked = async (username: string, persona: Persona, search: string): Promise<string[]> => {
    const turns = await conversations.history(username, { search: search || undefined, limit: lookedThrough });
    const answered = turns.filter(turn => turn.status === 'answered' && turn.persona === persona.name);
    return [...new Set(answered.map(turn => turn.question))].slice(0, mostFromHistory);
  };
  return {
    async suggest(username, persona, typed) {
      const text = typed.replace(/\s+/g, ' ').trimStart();
      if (text.length > longestText) return [];
      const [planner, earlier] = await Promise.all([planners.for(persona), asked(username, persona, text.trim())]);
      const fromModel = await (text === ''
        ? planner.starters(mostSuggestions)
        : planner.complete(text, mostSuggestions));
      const known = new Set(earlier.map(question => question.toLowerCase()));
      const fresh = fromModel.filter(question => !known.has(question.toLowerCase()));
      return [
        ...earlier.map(question => ({ text: question, kind: 'history' as const })),
        ...fresh.map(question => ({ text: question, kind: 'model' as const })),
      ].slice(0, mostSuggestions);
    },
  };
}
