import { type Candidate, type Chunk, candidatesOf } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { passOver, problem, type State } from './state.ts';

type Terms = Extract<Chunk, { kind: 'terms' }>;
type Named = Extract<Candidate, { kind: 'field' }>;

/**
 * "without the emergency department", where Emergency is a kind of visit too: the noun right behind says whose value it
 * is. "a secondary diagnosis", where claims are primary or secondary: it says nothing of what each has many claims of.
 */
export function takeValueOfNoun(state: State): void {
  for (const [at, chunk] of state.chunks.entries()) {
    const next = state.chunks[at + 1];
    if (chunk.kind !== 'terms' || next?.kind !== 'terms' || next.start !== chunk.end) continue;
    const fields = nounOf(state, next);
    if (fields.length === 0 || !isValue(chunk)) continue;
    const own = candidatesOf(chunk, 'value').filter(c => fields.some(({ field }) => field === c.field));
    const [only, ...more] = own;
    if (only && more.length === 0 && only.values.length === 1) {
      const named: Terms = { ...chunk, candidates: [{ ...only, weight: 0.97, partial: false }] };
      state.chunks = state.chunks.map(c => (c === chunk ? named : c));
      passOver(state, next);
    } else if (own.length === 0 && isOfOthers(state, chunk, fields))
      problem(state, chunk, reasons.saidSomethingElseModel);
  }
}

/** The text fields that a noun in the singular names, where nothing else is called so. */
function nounOf({ tokens }: State, chunk: Terms): Named[] {
  const plural = /[^sui]s$/.test(tokens[chunk.end - 1]?.lower ?? '');
  if (plural || chunk.candidates.some(c => c.kind !== 'field' && c.weight >= 0.9)) return [];
  return candidatesOf(chunk, 'field').filter(c => c.weight >= 0.9 && c.field.kind === 'text' && !c.field.isKey);
}

const isValue = ({ candidates }: Terms): boolean => candidates[0]?.kind === 'value' && candidates[0].weight >= 0.9;

/** An adjective, which is the value of what the owner of the noun has many of. */
function isOfOthers({ catalogue, tokens }: State, chunk: Terms, fields: readonly Named[]): boolean {
  const values = candidatesOf(chunk, 'value').filter(c => c.weight >= 0.9);
  const plain = tokens.slice(chunk.start, chunk.end).every(token => token.kind === 'word' && !token.capital);
  return (
    plain &&
    values.every(value =>
      fields.every(({ field }) => catalogue.reach(field.dataset, value.field.dataset).kind === 'down'),
    )
  );
}
