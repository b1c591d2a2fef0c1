import { lowerOf, type State } from './state.ts';

/** "units per month in 1995, by dispatch date": behind a period the date says by which it is counted, and parts nothing. */
export function dateOfGrain(state: State): void {
  const { draft, chunks } = state;
  const grains = [...draft.dimensions, ...(draft.subject ? [draft.subject] : [])].filter(d => d.kind === 'time');
  const dates = draft.dimensions.filter(d => d.kind === 'field' && d.choice.options[0]?.field.kind === 'time');
  const [grain, [date, ...more]] = [grains[0], dates];
  if (!grain || date?.kind !== 'field' || more.length > 0) return;
  // "by the date they were cancelled" is said by a clause, which names another one
  const next = chunks.slice(date.choice.at + 1).find(c => !/^(in|for|of)$/.test(lowerOf(state, c)));
  if (next?.kind === 'filler' || next?.kind === 'terms') return;
  const fields = date.choice.options.map(({ field }) => field).filter(({ kind }) => kind === 'time');
  const other = grain.fields.length > 0 && !fields.some(field => grain.fields.includes(field));
  if (other) return;
  draft.dimensions = draft.dimensions
    .filter(dimension => dimension !== date)
    .map(dimension => (dimension === grain ? { ...grain, fields } : dimension));
  if (draft.subject === grain) draft.subject = { ...grain, fields };
}
