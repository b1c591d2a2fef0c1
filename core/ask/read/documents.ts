import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { termsOf } from '../lexicon/terms.ts';
import { nameWords, stemsOf } from '../words.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "biggest invoice per segment", "largest single bill", where orders have an invoice total: one of them, and not the sum
 * of all that was invoiced.
 */
export function takeDocuments(state: State): void {
  const { chunks, tokens, catalogue, draft } = state;
  const at = chunks.findIndex(
    (chunk, i) => chunk.kind === 'terms' && chunk.end === chunk.start + 1 && isExtreme(state, i),
  );
  const noun = chunks[at];
  const stem = tokens[noun?.start ?? 0]?.stem ?? '';
  if (noun?.kind !== 'terms' || noun.candidates.some(c => c.weight > 0.75)) return;
  const totals = candidatesOf(noun, 'field').filter(
    ({ field }) =>
      field.kind === 'number' && termsOf(field.field).some(term => totalOf.test(term) && stemsOf(term)[0] === stem),
  );
  const [total, ...more] = totals.map(({ field }) => field);
  if (!total || more.length > 0 || !catalogue.datasets.get(total.dataset)?.primaryKey) return;
  const candidates = [{ kind: 'dataset' as const, dataset: total.dataset, weight: 0.97 }];
  state.document = total;
  state.chunks = chunks.map((c, i): Chunk => (i === at ? { ...noun, candidates } : c));
  const named = `${lowerOf(state, noun)} is taken as one of the ${nameWords(total.dataset).join(' ')}`;
  draft.notes.push({ id: 'document', text: named });
}

const totalOf = /^\w+[ _](total|amount|value|sum)$/i;

const isExtreme = ({ chunks, tokens }: State, at: number): boolean => {
  const one = /^(single|individual|one)$/.test(tokens[chunks[at - 1]?.start ?? 0]?.lower ?? '');
  return isPhrase(chunks[at - (one ? 2 : 1)], 'superlative');
};
