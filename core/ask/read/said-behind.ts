import { candidatesOf, namesNumber, namesThings } from '../chunks.ts';
import { isNumberField } from './behind-numbers.ts';
import { lowerOf, problem, type State } from './state.ts';

/** What stands once behind two things is read as if it were said of each. */
export function takeSaidBehind(state: State): void {
  bothFrom(state);
  nounOfRange(state);
}

/** "customer and supplier are both from India": each of them from there. */
function bothFrom(state: State): void {
  const { chunks } = state;
  const both = chunks.findIndex(chunk => lowerOf(state, chunk) === 'both');
  const before = chunks.slice(0, both).filter(chunk => lowerOf(state, chunk) !== 'the');
  const [one, and, other, are] = before.slice(-4);
  const [from, place] = chunks.slice(both + 1);
  if (!one || !and || !other || !from || !place || !namesThings(one) || !namesThings(other)) return;
  const said = [and, are, from].map(chunk => lowerOf(state, chunk)).join(' ');
  if (both < 0 || !/^and (is|are|was|were) (in|from)$/.test(said) || candidatesOf(place, 'value').length === 0) return;
  const each = [one, from, place, are ?? and, other, { ...from }, { ...place }];
  state.chunks = [...before.slice(0, -4), ...each, ...chunks.slice(both + 3)];
}

/** "at least 5 % but less than 8 % discount": the number that both ends are of. */
function nounOfRange(state: State): void {
  const { chunks } = state;
  const kinds = chunks.map(chunk => (chunk.kind === 'phrase' ? chunk.phrase.kind : chunk.kind));
  const at = kinds.findIndex((_, i) =>
    /^comparator number filler comparator number terms\b/.test(kinds.slice(i).join(' ')),
  );
  const noun = chunks[at + 5];
  if (!noun || at < 0 || !/^(but|and)$/.test(lowerOf(state, chunks[at + 2]))) return;
  if (isNumberField(noun, 0.8))
    state.chunks = [...chunks.slice(0, at), noun, ...chunks.slice(at, at + 5), ...chunks.slice(at + 6)];
  else if (namesThings(noun) || namesNumber(noun)) problem(state, noun, 'Say it behind each.');
}
