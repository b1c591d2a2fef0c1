import type { State } from './state.ts';
import { wordsIn } from './state.ts';

/** "what balance do our clients have on average, by country": of each there is one, so they are whose it is, and no groups. */
export function averageOfOwn(state: State): void {
  const { draft } = state;
  const { subject } = draft;
  const [measure, ...more] = draft.measures;
  if (subject?.kind !== 'entity' || measure?.kind !== 'aggregate' || measure.function !== 'AVG' || more.length > 0)
    return;
  const own = measure.choice.options[0]?.field.dataset === subject.dataset;
  const asked = wordsIn(state, measure.at + 1, subject.at).some(word => /^(do|does|did)$/.test(word));
  if (!own || !asked || draft.rank || draft.having.length > 0) return;
  draft.subject = undefined;
  draft.subjectIs = undefined;
}
