import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, pass, type State } from './state.ts';

const having = patterns.havingKinds;

/** "orders with at least one red part": with a red part, as a kind of thing is not counted against a number. */
export function passAtLeastOne(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(c => isPhrase(c, 'comparator') && c.phrase.operator === '>=');
  const number = chunks[at + 1];
  if (at < 1 || number?.kind !== 'number' || number.value !== 1 || number.percent) return;
  if (!having.test(lowerOf(state, chunks[at - 1]))) return;
  // of an amount it would say which rows are added up, and not whose
  const adds = chunks.slice(0, at).flatMap(c => candidatesOf(c, 'metric'));
  if (adds.some(c => c.weight >= 0.6 && state.catalogue.metrics.get(c.metric)?.counts === undefined)) return;
  const behind = chunks.slice(at + 2);
  const isKind = (c: Chunk) => candidatesOf(c, 'value').some(v => v.weight >= 0.9 && !v.partial);
  const end = behind.findIndex(c => namesThings(c));
  const kinds = behind.slice(0, end).filter(c => !/^(or|,)$/.test(lowerOf(state, c)));
  if ((end > 0 && kinds.length > 0 && kinds.every(isKind)) || isKindOfMany(state, at)) pass(state, at, at + 2);
}

/** "tickets with at least one internal note": the value names the things itself, of which each of those before has many. */
function isKindOfMany({ chunks, catalogue }: State, at: number): boolean {
  const [thing] = candidatesOf(chunks.slice(0, at).findLast(namesThings), 'dataset');
  const values = candidatesOf(chunks[at + 2], 'value').filter(v => v.weight >= 0.9);
  const ofMany = values.every(
    v => !v.partial && catalogue.reach(thing?.dataset ?? '', v.field.dataset).kind === 'down',
  );
  return values.length > 0 && ofMany;
}
