import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

/**
 * "orders not shipped by air", where shipped is a state of theirs: those that are in another state and went by air were not
 * asked for, but those that did not go by air.
 */
export function refuseDeniedDeed(state: State): void {
  const { draft, chunks } = state;
  for (const denied of draft.filters) {
    const lead = chunks[denied.at + 1];
    const how = draft.filters.find(({ at, operator }) => at === denied.at + 2 && operator === 'in');
    const chunk = how && chunks[how.at];
    const deed = denied.operator === 'notIn' && /(ed|en|wn|ne|ght|ld)$/.test(denied.text.toLowerCase());
    if (chunk && deed && /^(by|via|through|with|using|from|to)$/.test(lowerOf(state, lead)))
      problem(state, chunk, reasons.unclearWhatIsDenied);
  }
}
