import { type Chunk, candidatesOf } from '../chunks.ts';
import { thingsCounted } from '../counted-rows.ts';
import type { FieldChoice, FilterOptions } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { usualOf } from '../roles.ts';
import { nameWords, stemsOf } from '../words.ts';
import { ownerBehind } from './owners.ts';
import { lowerOf, problem, type State } from './state.ts';

const leadsToNarrowed = patterns.leadsToNarrowed;

const doneBy = patterns.doneBySome;

/** "nobody was home", where that is a value: the word is a part of it and leaves nothing out. */
export function namedNegatively<T extends FilterOptions[number]>(state: State, options: readonly T[]): T[] | undefined {
  const said = state.chunks.slice(0, state.at).findLast(c => c.kind !== 'filler');
  if (!state.pending.negation || said?.kind !== 'phrase') return undefined;
  const word = lowerOf(state, said);
  const own = options.filter(o => o.values.every(value => nameWords(String(value)).includes(word)));
  return own.length > 0 ? own : undefined;
}

/** The things that a term is, or that it ends with: "revenue of our shops". */
function thingOf(state: State, chunk: Extract<Chunk, { kind: 'terms' }>): string | undefined {
  const [thing] = candidatesOf(chunk, 'dataset').filter(c => c.weight > 0.9);
  if (thing) return thing.dataset;
  const noun = state.tokens[chunk.end - 1];
  const datasets = noun && /s$/.test(noun.lower) ? state.lexicon.entities.get(noun.stem) : undefined;
  return chunk.end - chunk.start > 1 && datasets?.length === 1 ? datasets[0] : undefined;
}

/** "sold to customers in Peru": of the places that things right before it have, and no others. */
export function narrowByThings(state: State, options: FilterOptions): FilterOptions {
  const [things, joint] = state.chunks.slice(Math.max(0, state.at - 2), state.at);
  const joins = joint?.kind === 'filler' && /^(in|from|at|of)$/.test(lowerOf(state, joint));
  const thing = joins && things?.kind === 'terms' ? thingOf(state, things) : undefined;
  if (thing === undefined) return options;
  const own = options.filter(o => state.catalogue.hasOne(thing, o.field.dataset));
  if (isUsuallyOfOthers(state, thing, own, options)) {
    const chunk = state.chunks[state.at];
    if (chunk) problem(state, chunk, reasons.sayWhoseMay);
  }
  return own.length > 0 ? own : options;
}

/**
 * "revenue of songs in Canada", where a bare country is the buyer's, and songs have but the country of the artist of their
 * album: either may be meant.
 */
function isUsuallyOfOthers(
  { catalogue, draft, lexicon }: State,
  thing: string,
  own: FilterOptions,
  all: FilterOptions,
): boolean {
  const [measure] = draft.measures;
  const home = measure?.kind === 'metric' ? catalogue.metrics.get(measure.metric)?.home : undefined;
  if (home === undefined || own.length === 0 || catalogue.reach(home, thing).kind !== 'up') return false;
  const nouns = stemsOf(thing);
  const far = own.every(({ field }) => {
    // "suppliers in Europe", where that is the supplier region by its very name
    if (stemsOf(`${field.dataset} ${field.label}`).some(stem => nouns.includes(stem))) return false;
    const reach = catalogue.reach(thing, field.dataset);
    return reach.kind === 'up' && reach.distance > 1;
  });
  const fields = all.map(({ field }) => field).filter(({ dataset }) => catalogue.hasOne(home, dataset));
  const usual = far ? usualOf({ catalogue, entities: lexicon.entities, anchors: [home] }, fields) : undefined;
  return usual !== undefined && own.every(({ field }) => field !== usual);
}

/** "jobs with a visit by someone from Lyon": of those that each has many of, and what is theirs most directly. */
export function narrowByMany(state: State, options: FilterOptions): FilterOptions {
  const { catalogue, chunks, at, draft } = state;
  const from = chunks.findLastIndex((c, i) => i < at && c.kind === 'terms');
  const [thing] = draft.mentions.filter(mention => mention.at === from);
  const home = thingsCounted(catalogue, draft.measures[0]) ?? draft.mentions[0]?.dataset;
  const joins = doneBy.test(
    chunks
      .slice(from + 1, at)
      .map(c => `${lowerOf(state, c)} `)
      .join(''),
  );
  if (!thing || home === undefined || !joins || catalogue.reach(home, thing.dataset).kind !== 'down') return options;
  const steps = options.map(({ field }) => {
    const reach = catalogue.reach(thing.dataset, field.dataset);
    return reach.kind === 'same' || reach.kind === 'up' ? reach.distance : Number.POSITIVE_INFINITY;
  });
  const least = Math.min(...steps);
  return Number.isFinite(least) ? options.filter((_, i) => steps[i] === least) : options;
}

/**
 * "how many agents report to Ms Bell": one of them by her own name would be herself, so that she is who the others have
 * in another role of the same table.
 */
export function narrowByRole<T extends FilterOptions[number]>(state: State, options: T[]): T[] {
  const { catalogue, draft } = state;
  const { subject } = draft;
  const things = subject?.kind === 'entity' ? subject.dataset : thingsCounted(catalogue, draft.measures[0]);
  const led = /^(to|under|by|for|beneath|of)$/.test(lowerOf(state, state.chunks[state.at - 1]));
  const own = things === undefined ? undefined : catalogue.nameField(things);
  if (things === undefined || !led || !options.some(({ field }) => field === own)) return options;
  const source = (dataset: string) => JSON.stringify(catalogue.datasets.get(dataset)?.source);
  const others = options.filter(
    ({ field: { dataset } }) =>
      dataset !== things && source(dataset) === source(things) && catalogue.reach(things, dataset).kind === 'up',
  );
  return others.length > 0 ? others : options;
}

/** "a Peruvian supplier": of the fields that have the value, those of the things it is said of. */
export function narrowByOwner<T extends FilterOptions[number]>(state: State, options: T[]): T[] {
  const owner = ownerBehind(state);
  if (owner === undefined) return options;
  const own = options.filter(({ field }) => state.catalogue.hasOne(owner, field.dataset));
  // "open complaints", where orders are open too: what the things themselves can be
  const theirs = own.filter(({ field, weight }) => field.dataset === owner && weight >= (own[0]?.weight ?? 0));
  return theirs.length > 0 ? theirs : own.length > 0 ? own : options;
}

const standing = patterns.placedBeforeValue;

/** "our Denver store", where stores have a city of their own that is never Denver: customers of Denver were not meant. */
export function isNoneOfOwner(state: State, options: FilterOptions): string | undefined {
  // "which technicians are at the Cardiff depot"
  const said = state.chunks.slice(0, state.at).filter(c => !standing.test(lowerOf(state, c)));
  const [things, joint] = said.slice(-2);
  const joins = joint?.kind === 'filler' && /^(in|at)$/.test(lowerOf(state, joint));
  const owner = ownerBehind(state) ?? (joins && things?.kind === 'terms' ? thingOf(state, things) : undefined);
  if (owner === undefined || options.length === 0) return undefined;
  const leads = (dataset: string) => state.catalogue.hasOne(owner, dataset);
  // "late orders", where it is their shipments that are late
  const belongs = (dataset: string) => state.catalogue.reach(dataset, owner).kind === 'up';
  if (options.some(({ field }) => leads(field.dataset) || belongs(field.dataset))) return undefined;
  const nouns = new Set(options.map(({ field }) => stemsOf(field.name).at(-1)));
  const kin = [...state.catalogue.fields.values()].some(
    field => field.kind === 'text' && leads(field.dataset) && nouns.has(stemsOf(field.name).at(-1)),
  );
  return kin ? owner : undefined;
}

/** "region Asia", "segment is BUILDING": the field named just before says whose value it is. */
export function narrowByField(state: State, options: FilterOptions): FilterOptions {
  const open = state.openField;
  if (!open || state.at - open.choice.at > 5) return options;
  const same = options.filter(o => open.choice.options.some(c => c.field.id === o.field.id));
  if (same.length === 0 || !isDirectlyAfter(state, open.choice)) return options;
  open.placed = true;
  state.loose = state.loose.filter(choice => choice !== open.choice);
  state.draft.listFields = state.draft.listFields.filter(choice => choice !== open.choice);
  return same;
}

/** "based in Oslo": of the fields that have the value, the one whose name says so (home base). */
export function narrowByVerb(state: State, options: FilterOptions): FilterOptions {
  for (let at = state.at - 1; at >= Math.max(0, state.at - 3); at--) {
    const chunk = state.chunks[at];
    const isVerb = chunk?.kind === 'filler' || state.draft.verbs.some(verb => verb.at === at);
    const token = chunk && isVerb ? state.tokens[chunk.start] : undefined;
    if (!token) return options;
    // "patients who live in Harwick": the field that is described so
    const homes = /^(live|living|lived|reside)$/.test(token.lower)
      ? options.filter(o => /\b(lives?|living|resid\w+|home)\b/i.test(`${o.field.label} ${o.field.field.description}`))
      : [];
    if (homes.length > 0) return homes;
    const named = options.filter(
      o => token.lower.length > 3 && stemsOf(`${o.field.name} ${o.field.label}`).includes(token.stem),
    );
    if (named.length > 0) return named;
  }
  return options;
}

/** Nothing but is, =, :, in, not and the like between the field and its value. */
const isDirectlyAfter = (state: State, choice: FieldChoice): boolean =>
  state.chunks.slice(choice.at + 1, state.at).every(chunk => {
    const word = state.tokens[chunk.start]?.lower ?? '';
    if (chunk.kind === 'mark') return /^[=:(]$/.test(word);
    if (chunk.kind === 'phrase')
      return (
        chunk.phrase.kind === 'negation' ||
        chunk.phrase.kind === 'only' ||
        (chunk.phrase.kind === 'comparator' && chunk.phrase.operator === '=')
      );
    return chunk.kind === 'filler' && leadsToNarrowed.test(word);
  });
