import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, passOver, type State, textOf } from './state.ts';

const has = patterns.holdsText;

/** "parts with steel in their name": the field is said, so the word is looked for there and means nothing else. */
export function takeTextInField(state: State): void {
  const { chunks, draft } = state;
  for (const [at, word] of chunks.entries()) {
    const [lead, joint, their, noun] = [chunks[at - 1], chunks[at + 1], chunks[at + 2], chunks[at + 3]];
    const text = word.kind === 'terms' || word.kind === 'unknown';
    if (!text || lowerOf(state, joint) !== 'in' || !/^(the|their|its)$/.test(lowerOf(state, their))) continue;
    if (!has.test(lowerOf(state, lead)) || noun?.kind !== 'terms' || isThing(word)) continue;
    const owner = chunks
      .slice(0, at)
      .flatMap(c => candidatesOf(c, 'dataset').filter(d => d.weight > 0.9))
      .at(-1)?.dataset;
    const itself = relativeOf(state, at, lowerOf(state, their));
    const fields = fieldsNamed(state, noun, owner, itself);
    const [field, ...more] = new Set(fields);
    if (!field || more.length > 0) continue;
    draft.filters.push({
      options: [{ field, values: [textOf(state, word).replace(/^"|"$/g, '')], weight: 1, partial: false }],
      operator: 'contains',
      scope: owner,
      text: textOf(state, word),
      at,
    });
    for (const read of [...(lowerOf(state, lead) === 'whose' ? [] : [lead]), word, joint, their, noun])
      if (read) passOver(state, read);
  }
}

/** "each container that has drum in its name": the container is what is called so. */
function relativeOf({ chunks, tokens }: State, at: number, their: string): Chunk | undefined {
  const lower = (chunk: Chunk | undefined) => (chunk ? tokens[chunk.start]?.lower : undefined) ?? '';
  const [before, next, lead] = [lower(chunks[at - 3]), lower(chunks[at - 2]), lower(chunks[at - 1])];
  if (/^(that|which)$/.test(next)) return chunks[at - 3];
  if (/^(which|what)$/.test(before)) return chunks[at - 2];
  return their === 'its' && /^(with|having|containing)$/.test(lead) ? chunks[at - 2] : undefined;
}

/** Texts of the owner that the noun may mean, or what the words are said of where they are told by their name. */
function fieldsNamed(
  { catalogue }: State,
  noun: Chunk,
  owner: string | undefined,
  said: Chunk | undefined,
): readonly FieldInfo[] {
  const [itself, ...others] = said && !namesThings(said) ? candidatesOf(said, 'field').filter(c => c.weight > 0.9) : [];
  const called = candidatesOf(noun, 'field').every(c => c.weight < 0.7 && /(^|_)name$/.test(c.field.name));
  if (called && itself?.field.kind === 'text' && others.length === 0) return [itself.field];
  const fitting = candidatesOf(noun, 'field').filter(
    c =>
      c.weight >= 0.6 &&
      c.field.kind === 'text' &&
      (owner === undefined || catalogue.reach(owner, c.field.dataset).kind === 'same'),
  );
  const best = Math.max(...fitting.map(c => c.weight));
  return fitting.filter(c => c.weight > best - 0.15).map(c => c.field);
}

const isThing = (chunk: Chunk): boolean => namesThings(chunk);
