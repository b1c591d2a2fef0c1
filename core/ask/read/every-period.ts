import { defaultDate } from '../dates.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State, wordsIn } from './state.ts';

/** "how many customers ordered in every year": in each of them, or those who did in all of them? */
export function refuseEveryPeriod(state: State): void {
  const { draft, catalogue, chunks } = state;
  const [measure, ...others] = draft.measures;
  refuseHavingInEach(state);
  refuseDoneInEach(state);
  if (measure?.kind !== 'count' || others.length > 0) return;
  for (const dimension of draft.dimensions) {
    if (dimension.kind !== 'time') continue;
    const word = chunks[dimension.at - 1];
    const ofOthers =
      dimension.fields.length > 0
        ? dimension.fields.some(({ dataset }) => catalogue.reach(measure.dataset, dataset).kind === 'down')
        : defaultDate(catalogue, measure.dataset) === undefined;
    if (word && ofOthers && /^(in )?every$/.test(lowerOf(state, word))) problem(state, word, reasons.sayPerNumber);
  }
}

/** "customers with orders in every year", "suppliers with late lines in each month": those that had some in all of them? */
function refuseHavingInEach(state: State): void {
  const { draft, chunks } = state;
  const [things, theirs] = draft.mentions;
  const had = draft.related.find(({ negated }) => !negated)?.at ?? theirs?.at ?? draft.measures[0]?.at;
  const word = chunks.find((chunk, at) => draft.dimensions.some(d => d.kind === 'time' && d.at === at + 1) && chunk);
  if (!things || had === undefined || !word || !/^(in )?(every|each)$/.test(lowerOf(state, word))) return;
  const joint = wordsIn(state, things.at + 1, had);
  if (things.at < had && /^(with|having|(that|who|which) (have|had|has))\b/.test(joint.join(' ')))
    problem(state, word, reasons.sayPerNumber);
}

/** "which customers ordered every month", "customers who ordered each year": those who did in all of them? */
function refuseDoneInEach(state: State): void {
  const { draft, chunks, catalogue } = state;
  const grain = draft.dimensions.find(dimension => dimension.kind === 'time');
  const word = chunks[(grain?.at ?? 0) - 1];
  const asked = draft.subject?.kind === 'entity' && draft.subjectIs === 'which' ? draft.subject : undefined;
  const things = asked ?? draft.mentions[0];
  if (!grain || !word || !things || !/^(in )?(every|each)$/.test(lowerOf(state, word))) return;
  if (draft.rank || draft.measures.length + draft.having.length > 0 || things.at > grain.at) return;
  const behind = wordsIn(state, things.at + 1, grain.at);
  const date = grain.fields[0] ?? defaultDate(catalogue, things.dataset);
  const isDated = date !== undefined && catalogue.hasOne(things.dataset, date.dataset);
  if (!isDated && (asked || /^(that|who|which)$/.test(behind[0] ?? ''))) problem(state, word, reasons.sayPerNumber);
}
