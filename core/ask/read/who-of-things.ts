import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import { nameWords } from '../words.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "who leads the Payments team", "who is the lead of it": the field of these things that is called after it. A word that
 * is a value of something else says nothing of whom.
 */
export function takeWhoOfThings(state: State): void {
  const { chunks } = state;
  if (lowerOf(state, chunks[0]) !== 'who') return;
  const small = (chunk: Chunk | undefined) => /^(is|are|was|were|the|our)$/.test(lowerOf(state, chunk));
  const at = chunks.findIndex((chunk, i) => i > 0 && !small(chunk));
  const of = chunks.findIndex((chunk, i) => i > at && !small(chunk) && !/^of( the)?$/.test(lowerOf(state, chunk)));
  const [said, things] = [chunks[at], chunks[of]];
  if (!said || !things || said.end - said.start !== 1 || things.kind !== 'terms') return;
  const fields = datasetsOf(things).flatMap(name => state.catalogue.fieldsOf(name));
  const [field, ...more] = fields.filter(each => isCalledAfter(each, lowerOf(state, said)));
  if (!field || more.length > 0) return;
  state.chunks = chunks.map((chunk, i) => {
    if (i === at)
      return { kind: 'terms', start: said.start, end: said.end, candidates: [{ kind: 'field', field, weight: 1 }] };
    return i < at ? { kind: 'filler', start: chunk.start, end: chunk.end } : chunk;
  });
}

const datasetsOf = (chunk: Chunk): string[] => [
  ...new Set([
    ...candidatesOf(chunk, 'dataset').flatMap(c => (c.weight > 0.9 ? c.dataset : [])),
    ...candidatesOf(chunk, 'value').flatMap(c => (c.weight >= 0.9 && !c.partial ? c.field.dataset : [])),
  ]),
];

/** team_lead is who leads, deal_owner who owns, curator who curates. */
function isCalledAfter({ name, kind }: FieldInfo, word: string): boolean {
  const noun = nameWords(name).at(-1) ?? '';
  const stems = [word, word.replace(/s$/, ''), word.replace(/e?d$/, ''), word.replace(/es$/, '')];
  return (
    kind === 'text' && stems.some(stem => [stem, `${stem}er`, `${stem}r`, `${stem.replace(/e$/, '')}or`].includes(noun))
  );
}
