import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import { nameWords, stemsOf, type Token } from '../words.ts';
import { lowerOf, pass, type State } from './state.ts';

/**
 * "paid by voucher", a payment method; "handled as fragile", its handling; "published by Acme", the company that published it; "looked after by Ms Bell": the
 * verb that the field of the value behind it is called by or described with.
 */
export function isDeedOfValue(state: State, chunk: Chunk): boolean {
  const token = state.tokens[chunk.start];
  const particle = /^(after|for|up|out|over)$/.test(lowerOf(state, state.chunks[state.at + 1])) ? 1 : 0;
  const by = state.at + 1 + particle;
  const value = state.chunks[by + 1];
  if (
    !token ||
    token.stem.length < 3 ||
    !/^(by|with|in|via|through|on|from|as)$/.test(lowerOf(state, state.chunks[by]))
  )
    return false;
  const values = candidatesOf(value, 'value').filter(c => c.weight >= 0.9 && !c.partial);
  const fields = [...new Set(values.map(c => c.field))];
  const called = fields.filter(field => particle === 0 && isCalledBy(field, token));
  const done = /(ed|en|wn|ght|ld|nt|un|ne)$/.test(token.lower) && lowerOf(state, state.chunks[by]) === 'by';
  const said = called.length > 0 || !done ? called : fields.filter(field => isDescribedWith(state, field, token));
  const [field, ...more] = said;
  // "steered by Bo Lind", who plans and steers: of two roles the one that is called by the verb
  const roles = done && fields.every(each => each === state.catalogue.nameField(each.dataset));
  if (!field || more.length > 0 || (called.length > 0 && fields.length > 1 && !roles)) return false;
  // here "by" says how or who, and groups nothing
  pass(state, state.at + 1, by + 1);
  state.chunks = state.chunks.map(c =>
    c === value && c.kind === 'terms' ? { ...c, candidates: values.filter(v => v.field === field) } : c,
  );
  return true;
}

const isCalledBy = (field: FieldInfo, { stem }: Token): boolean =>
  [field.name.replaceAll('_', ' '), field.label, ...field.field.aiContext.synonyms].some(term =>
    nameWords(term).some(word => word.startsWith(stem.replace(/i$/, 'y'))),
  );

/** The name of who did it, in whose description the verb stands. */
const isDescribedWith = ({ catalogue }: State, field: FieldInfo, { stem }: Token): boolean =>
  field.kind === 'text' &&
  (stemsOf(field.field.description ?? '').includes(stem) ||
    (field === catalogue.nameField(field.dataset) &&
      stemsOf(catalogue.datasets.get(field.dataset)?.description ?? '').includes(stem)));
