import type { Catalogue } from '../catalogue.ts';
import type { Chunk } from '../chunks.ts';
import { thingsCounted } from '../counted-rows.ts';
import type { FilterOptions } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { usualOf } from '../roles.ts';
import { nameWords } from '../words.ts';
import { lowerOf, problem, type State } from './state.ts';

const residing = patterns.residing;

/**
 * "patients seen in Harwick", where patients live in towns and are seen in others: where it was done, if that is what the
 * model takes a bare name for; where they are from needs no verb of what was done.
 */
export function narrowByPlaceOfDeed<T extends FilterOptions[number]>(state: State, options: T[]): T[] {
  const { catalogue, chunks, at, draft, lexicon, tokens } = state;
  const joint = lowerOf(state, chunks[at - 1]);
  const verb = tokens[(chunks[at - 2]?.end ?? 0) - 1]?.lower ?? '';
  const things = thingsCounted(catalogue, draft.measures[0]) ?? draft.mentions[0]?.dataset;
  const done = /(ed|een|wn|ght|nt|ld)$/.test(verb) && !residing.test(verb);
  if (things === undefined || !done || !/^(in|at)$/.test(joint) || options.length < 2) return options;
  const own = options.filter(({ field }) => catalogue.hasOne(things, field.dataset));
  const others = options.filter(({ field }) => catalogue.reach(things, field.dataset).kind === 'down');
  if (own.length === 0 || others.length === 0) return options;
  const usual = usualOf(
    { catalogue, entities: lexicon.entities, anchors: [] },
    options.map(({ field }) => field),
  );
  if (usual && others.some(({ field }) => field === usual)) return others.filter(({ field }) => field === usual);
  const chunk = chunks[at];
  if (!usual && chunk) problem(state, chunk, reasons.sayWhoseWhereThey);
  return options;
}

/** "in house", "on site": a place in the singular without an article is a way of speaking, and none of the things. */
export function isFigureOfSpeech(state: State, dataset: string, chunk: Chunk): boolean {
  const { chunks, at, tokens, catalogue } = state;
  const noun = tokens[chunk.start];
  const next = chunks[at + 1];
  const bare = chunk.end - chunk.start === 1 && noun?.capital === false && !/s$/.test(noun.lower);
  const led = chunks[at - 1]?.end === chunk.start && /^(in|on|at)$/.test(lowerOf(state, chunks[at - 1]));
  const goesOn = next?.start === chunk.end && /^(terms|number|unknown|time)$/.test(next.kind);
  return bare && led && !goesOn && isCalledInPlural(catalogue, dataset, `${noun?.lower}s`);
}

function isCalledInPlural(catalogue: Catalogue, dataset: string, plural: string): boolean {
  const info = catalogue.datasets.get(dataset);
  return [dataset, info?.label ?? '', ...(info?.aiContext.synonyms ?? [])].some(term =>
    nameWords(term).includes(plural),
  );
}
