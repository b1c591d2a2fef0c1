import { candidatesOf, namesThings } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/** "Dublin-based agents" are the Dublin agents: the word between says no more, and the place is that of the things behind. */
export function takeBasedIn(state: State): void {
  const at = state.chunks.findIndex(c => lowerOf(state, c) === 'based');
  const dash = lowerOf(state, state.chunks[at - 1]) === '-' ? at - 1 : at;
  const [place, things] = [state.chunks[dash - 1], state.chunks[at + 1]];
  const places = candidatesOf(place, 'value').filter(c => c.weight >= 0.9 && !c.partial);
  const owners = candidatesOf(things, 'dataset').filter(c => c.weight > 0.9);
  if (at < 1 || places.length === 0 || !namesThings(things) || place?.kind !== 'terms') return;
  const own = places.filter(({ field }) =>
    owners.some(({ dataset }) => state.catalogue.hasOne(dataset, field.dataset)),
  );
  const narrowed = own.length > 0 ? { ...place, candidates: own } : place;
  state.chunks = state.chunks.flatMap((c, i) => (i === dash || i === at ? [] : c === place ? [narrowed] : [c]));
}
