import { candidatesOf } from '../chunks.ts';
import { thingsCounted } from '../counted-rows.ts';
import { defaultDate } from '../dates.ts';
import type { FilterOptions } from '../draft.ts';
import { actorsOf } from '../english/actors.ts';
import { patterns } from '../english/patterns.ts';
import { productsOf } from './goods.ts';
import { lowerOf, type State, wordsIn } from './state.ts';

const leadsToBuyer = patterns.leadsToBuyer;

const sells = patterns.sells;
const is = /^(is|are|was|were|be|been|being)$/;
const objects = patterns.objectsSold;

/**
 * "suppliers who sold to Japan", "vendors selling to Peru": the place is where it went, and not the one that the seller
 * is in.
 */
export function narrowBySale(state: State, options: FilterOptions): FilterOptions {
  const sourced = narrowBySource(state, options);
  if (sourced) return sourced;
  const seller = sellerBefore(state) ?? partyBefore(state);
  if (seller === undefined) return options;
  const far = options.filter(({ field }) => !state.catalogue.hasOne(seller, field.dataset));
  return far.length > 0 ? far : options;
}

/** "bought from Japan", "who bought products from Japan": the place is that of who supplies them, or of the products. */
function narrowBySource(state: State, options: FilterOptions): FilterOptions | undefined {
  const { chunks, at, catalogue, lexicon } = state;
  const from = chunks.findLastIndex((c, i) => i < at && !/^(the|our)$/.test(lowerOf(state, c)));
  if (lowerOf(state, chunks[from]) !== 'from') return undefined;
  const products = productsOf(state);
  const object = candidatesOf(chunks[from - 1], 'dataset').some(c => c.weight > 0.9 && products.includes(c.dataset));
  const [before = '', verb = ''] = wordsIn(state, Math.max(0, from - 2), from);
  const bought = /^(bought|purchased|sourced|procured)$/.test(verb) && !/^(who|that|which|has|have|had)$/.test(before);
  if (!object && !bought) return undefined;
  const sides = [products, actorsOf('supplied').flatMap(noun => lexicon.entities.get(noun) ?? [])];
  const narrowed = sides.map(side =>
    options.filter(({ field }) => side.some(dataset => catalogue.hasOne(dataset, field.dataset))),
  );
  return narrowed.find(own => own.length > 0);
}

/** "top suppliers by revenue to Japan", "which vendors supplied Japan": of those who have a place but no date. */
function partyBefore(state: State): string | undefined {
  const { catalogue, at } = state;
  const scope = state.scope ?? thingsCounted(catalogue, state.draft.measures[0]);
  if (scope === undefined || defaultDate(catalogue, scope)) return undefined;
  const words = wordsIn(state, Math.max(0, at - 3), at);
  if (/^(the|our)$/.test(words.at(-1) ?? '')) words.pop();
  const [before, last] = words.slice(-2);
  if (/^(supply|supplies|supplied|serve|serves|served)$/.test(last ?? ''))
    return is.test(before ?? '') ? undefined : scope;
  return last === 'to' && (sends.test(before ?? '') || !leadsElsewhere.test(before ?? '')) ? scope : undefined;
}

/** "suppliers who delivered to Japan" */
const sends = patterns.sends;

/** "close to Japan", "limited to Japan" */
const leadsElsewhere = patterns.leadsElsewhere;

/** Who sold, where that is told by an active verb before "to". */
function sellerBefore(state: State): string | undefined {
  const [counted] = state.draft.measures;
  const scope = state.scope ?? thingsCounted(state.catalogue, counted);
  const words = wordsIn(state, Math.max(0, state.at - 8), state.at);
  const to = words.lastIndexOf('to');
  const verb = words.findLastIndex(word => sells.test(word));
  if (to < 0 || verb < 0 || verb > to || scope === undefined) return undefined;
  if (!words.slice(verb + 1, to).every(word => objects.test(word))) return undefined;
  if (!words.slice(to + 1).every(word => /^(the|our|both|either)$/.test(word))) return undefined;
  const before = words[verb - 1] ?? '';
  if (is.test(before) && !/ing$/.test(words[verb] ?? '')) return undefined;
  const asked = /^(which|what|how many|number of)/.test(lowerOf(state, state.chunks[0]));
  const active = leadsToBuyer.test(before);
  return active || asked || /ing$/.test(words[verb] ?? '') ? scope : undefined;
}

/** "did not buy", "never sold": said of what was done, and not of what a thing is. */
export function deniesDeed({ tokens, chunks, at }: State): boolean {
  const words = tokens.slice(0, chunks[at]?.start ?? 0).map(token => token.lower);
  const not = words.findLastIndex(word => /^(not|never|didnt|dont|doesnt|hasnt|havent)$/.test(word));
  if (not < 0) return false;
  return words[not] !== 'not' || /^(did|do|does|has|have|had)$/.test(words[not - 1] ?? '');
}
