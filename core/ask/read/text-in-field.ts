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
    const fields = candidatesOf(noun, 'field').filter(
      c =>
        c.weight >= 0.6 &&
        c.field.kind === 'text' &&
        (owner === undefined || state.catalogue.reach(owner, c.field.dataset).kind === 'same'),
    );
    const [field, ...more] = new Set(fields.map(c => c.field));
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

const isThing = (chunk: Chunk): boolean => namesThings(chunk);
