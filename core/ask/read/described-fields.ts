import { type Candidate, type Chunk, candidatesOf } from '../chunks.ts';
import { stemsOf } from '../words.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "state of the order", where only customers have a state by name: the field of an order that the model describes in these
 * words, "State of the order; open, paid or void".
 */
export function describedField(state: State, chunk: Chunk): Candidate | undefined {
  const [of, ...behind] = state.chunks.slice(state.at + 1);
  const thing = behind.find(c => !/^(the|an?|our|each|every)$/.test(lowerOf(state, c)));
  const [things] = candidatesOf(thing, 'dataset').filter(c => c.weight > 0.9);
  if (lowerOf(state, of) !== 'of' || !things) return undefined;
  const own = state.catalogue.fieldsOf(things.dataset);
  if (candidatesOf(chunk, 'field').some(({ field }) => own.includes(field))) return undefined;
  const said = state.tokens.slice(chunk.start, chunk.end).map(({ stem }) => stem);
  const [field, ...more] = own.filter(({ kind, field: { description } }) => {
    const words = /^(?:the )?([\p{L} ]+?) of (?:the|an?) (\p{L}+)/iu.exec(description ?? '');
    const noun = stemsOf(words?.[1] ?? '').join(' ');
    const owner = state.lexicon.entities.get(stemsOf(words?.[2] ?? '')[0] ?? '');
    return kind === 'text' && noun === said.join(' ') && owner?.includes(things.dataset) === true;
  });
  return field && more.length === 0 ? { kind: 'field', field, weight: 0.9 } : undefined;
}
