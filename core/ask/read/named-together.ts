import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

/** "top 5 brands and suppliers by revenue": pairs of them, or each ranked alone? What was named second never vanishes. */
export function refuseSecondSubject(state: State): void {
  const { chunks, draft } = state;
  const { subject, mentions } = draft;
  if (!draft.rank && draft.having.length === 0 && draft.measures.length > 0) return;
  const first = subject?.kind === 'field' ? subject.choice.at : (subject?.at ?? mentions[0]?.at);
  for (const { at } of mentions) {
    const chunk = chunks[at];
    if (chunk && at - 2 === first && /^(and|or|&|\/|,)$/.test(lowerOf(state, chunks[at - 1])))
      problem(state, chunk, reasons.pairsBothEach);
  }
}
