import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { lowerOf, passOver, type State, textOf } from './state.ts';

const has = /^(with|have|has|had|having|containing|contain|contains|that contain|that contains|whose|the|word)$/;

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
    const fields = fieldsNamed(state, noun, owner, chunks[at - 2] === undefined ? [] : chunks.slice(0, at - 1));
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

/** Texts of the owner that the noun may mean; "containers that have drum in their name" speaks of what they are called. */
function fieldsNamed(
  { catalogue }: State,
  noun: Chunk,
  owner: string | undefined,
  before: readonly Chunk[],
): readonly FieldInfo[] {
  const last = before.findLast(chunk => chunk.kind === 'terms');
  const [itself, ...others] = last ? candidatesOf(last, 'field').filter(c => c.weight > 0.9) : [];
  const called = candidatesOf(noun, 'field').every(c => c.weight < 0.7 && /(^|_)name$/.test(c.field.name));
  if (called && itself?.field.kind === 'text' && others.length === 0 && last && !namesThings(last))
    return [itself.field];
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
