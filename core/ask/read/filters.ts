import type { FieldInfo } from '../catalogue.ts';
import type { Chunk } from '../chunks.ts';
import { candidatesOf } from '../chunks.ts';
import type { DraftFilter, FieldChoice } from '../draft.ts';
import { isEnd, type Way, wayOfPreposition } from '../english/ways.ts';
import { stemsOf } from '../words.ts';
import { ask, isAskedFor } from './asked.ts';
import { fieldChoice, lowerOf, onlySeparators, problem, type State, textOf } from './state.ts';

/** A value of a field: a filter, alone or as one more of a list. */
export function applyValue(state: State, chunk: Extract<Chunk, { kind: 'terms' }>): void {
  const { draft, pending } = state;
  if (isGroupedByValue(state)) {
    problem(state, chunk, 'It is one value; say by which field to group.');
    pending.group = undefined;
    return;
  }
  pending.group = undefined;
  spendVerb(state);
  let options = candidatesOf(chunk, 'value').map(c => ({
    field: c.field,
    values: [...c.values],
    weight: c.weight,
    partial: c.partial,
  }));
  const top = options[0]?.weight ?? 0;
  options = options.filter(o => o.weight >= top - 0.12);
  const narrowed = narrowByWay(state, narrowByVerb(state, narrowByField(state, options)), chunk);
  const operator = pending.negation ? 'notIn' : 'in';
  if (extendList(state, narrowed, operator, chunk)) return;
  askForOwners(state, narrowed, chunk);
  const filter: DraftFilter = {
    options: narrowed,
    operator,
    scope: ownerBehind(state) ?? state.scope,
    text: textOf(state, chunk),
    at: state.at,
  };
  draft.filters.push(filter);
  state.lastFilter = { filter, end: state.at + 1 };
  if (draft.followUp.has('only')) passName(state, narrowed);
  pending.negation = undefined;
  pending.comparator = pending.comparator?.operator === '=' ? undefined : pending.comparator;
}

/** "only annual billing": behind the value stands a word of its field's name (billing cycle). */
function passName(state: State, options: Options): void {
  const next = state.chunks[state.at + 1];
  const stem = next?.kind === 'terms' && next.end - next.start === 1 ? state.tokens[next.start]?.stem : undefined;
  if (!next || stem === undefined || !options.some(o => stemsOf(o.field.name).includes(stem))) return;
  state.chunks = state.chunks.map(c => (c === next ? { kind: 'filler', start: c.start, end: c.end } : c));
}

const ownNoun = (chunk: Chunk, dataset: string): boolean =>
  chunk.kind === 'terms' &&
  chunk.candidates.some(
    c => (c.kind === 'dataset' && c.dataset === dataset) || (c.kind === 'field' && c.field.dataset === dataset),
  );

/** "which captain", "captains by flights": the value stands for the things that have it. */
function askForOwners(state: State, options: Options, chunk: Chunk): void {
  const { draft } = state;
  const datasets = new Set(options.map(o => o.field.dataset));
  const [dataset] = datasets;
  const next = state.chunks[state.at + 1];
  if (dataset === undefined || datasets.size > 1 || (next && ownNoun(next, dataset)) || state.pending.negation) return;
  if (!state.catalogue.nameField(dataset) || options[0]?.field === state.catalogue.nameField(dataset)) return;
  const plural = /[^su]s$/.test(state.tokens[chunk.end - 1]?.lower ?? '');
  const nothingYet = draft.measures.length === 0 && draft.mentions.length === 0 && draft.dimensions.length === 0;
  if (isAskedFor(state)) ask(state, { kind: 'entity', dataset, at: state.at }, chunk);
  else if (
    plural &&
    nothingYet &&
    draft.subject === undefined &&
    next?.kind === 'phrase' &&
    next.phrase.kind === 'group'
  )
    draft.mentions.push({ dataset, at: state.at, text: textOf(state, chunk) });
}

/** "deals by competitor": one value is nothing to group by, but for who or what did it: "shipped by truck". */
function isGroupedByValue(state: State): boolean {
  const { group } = state.pending;
  if (!group || !/^(by|per|for each|each|every|for every)$/.test(group.word)) return false;
  const done = state.tokens[(state.chunks[group.at]?.start ?? 0) - 1]?.lower ?? '';
  const right = state.chunks.slice(group.at + 1, state.at).every(c => c.kind === 'filler');
  const thing = candidatesOf(state.chunks[state.at], 'value').some(
    c => c.field === state.catalogue.nameField(c.field.dataset),
  );
  const proper = state.tokens[state.chunks[state.at]?.start ?? 0]?.capital === true;
  return right && !thing && !proper && !/(ed|en|nt|ght|ld|wn|ne|came|come|made)$/.test(done);
}

/** "Norwegian customers": the entity behind an adjective is the one it is said of. */
const ownerBehind = (state: State): string | undefined =>
  candidatesOf(state.chunks[state.at + 1], 'dataset').find(c => c.weight > 0.9)?.dataset;

/** "from Oslo to London", "arriving in Oslo": of fields for two ends, the one that is meant. */
function narrowByWay(state: State, options: Options, chunk: Chunk): Options {
  const said = state.pending.way;
  const way = said?.way ?? (ownerBehind(state) ? undefined : wayBefore(state));
  state.pending.way = undefined;
  if (!way) return options;
  const other: Way = way === 'from' ? 'to' : 'from';
  const same = options.filter(o => isEnd(way, wordsAround(state, o.field)));
  const opposite = options.some(o => isEnd(other, wordsAround(state, o.field)));
  if (said && same.length === 0) {
    problem(state, state.chunks[said.at] ?? chunk, 'It is not clear what this says of which things.');
    return options;
  }
  if (said && same.length > 0) return same;
  // a bare preposition only leans to one end: customers from Norway leave nowhere
  return same.length > 0 && opposite
    ? options.map(o => ({ ...o, weight: o.weight + leanOf(state, o.field, way) }))
    : options;
}

const LEANS = 0.3;

const leanOf = (state: State, field: FieldInfo, way: Way): number => {
  const words = wordsAround(state, field);
  if (isEnd(way, words)) return LEANS;
  return isEnd(way === 'from' ? 'to' : 'from', words) ? -LEANS : 0;
};

const wayBefore = (state: State): Way | undefined => {
  for (let at = state.at - 1; at >= 0 && at >= state.at - 3; at--) {
    const before = state.chunks[at];
    if (before?.kind !== 'filler') return undefined;
    const way = wayOfPreposition(lowerOf(state, before));
    if (way) return way;
    if (/^(in|at|on|for|of|with)$/.test(lowerOf(state, before))) return undefined;
  }
  return undefined;
};

const wordsAround = (state: State, field: FieldInfo): string[] => {
  const dataset = state.catalogue.datasets.get(field.dataset);
  return [field.name, field.label, field.dataset, dataset?.label ?? '', ...(dataset?.aiContext.synonyms ?? [])].flatMap(
    stemsOf,
  );
};

/** "shipped by truck": the verb only joins the value to what it is said of. */
function spendVerb(state: State): void {
  const verb = state.draft.verbs.at(-1);
  if (verb && state.at - verb.at <= 3) {
    verb.used = true;
    verb.spent = true;
  }
}

type Options = DraftFilter['options'];

/** "region Asia", "segment is BUILDING": the field named just before says whose value it is. */
function narrowByField(state: State, options: Options): Options {
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
function narrowByVerb(state: State, options: Options): Options {
  for (let at = state.at - 1; at >= Math.max(0, state.at - 3); at--) {
    const chunk = state.chunks[at];
    const token = chunk?.kind === 'filler' ? state.tokens[chunk.start] : undefined;
    if (!token) return options;
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
    return chunk.kind === 'filler' && /^(is|are|was|were|in|of|the|be|being|has|have|equal|a|an)$/.test(word);
  });

/** "from Oslo to London": one leans to one end, the other to the other. */
const partsWays = (a: Options, b: Options): boolean => {
  const leaning = (options: Options) => options.filter(o => o.weight > 1).map(o => o.field.id);
  const [first, second] = [leaning(a), leaning(b)];
  return first.length > 0 && second.length > 0 && !first.some(id => second.includes(id));
};

/** France, Germany and Spain: one filter. */
function extendList(state: State, options: Options, operator: 'in' | 'notIn', chunk: Chunk): boolean {
  const last = state.lastFilter;
  if (!last || last.end >= state.at + 1) return false;
  if (!onlySeparators(state, last.end, state.at)) return false;
  const sameSign = last.filter.operator === operator || (last.filter.operator === 'notIn' && operator === 'in');
  const shared = last.filter.options.flatMap(o => {
    const other = options.find(p => p.field.id === o.field.id);
    return other
      ? [{ ...o, values: [...new Set([...o.values, ...other.values])], weight: Math.max(o.weight, other.weight) }]
      : [];
  });
  if (!sameSign || shared.length === 0 || partsWays(last.filter.options, options)) return false;
  const index = state.draft.filters.indexOf(last.filter);
  if (index < 0) return false;
  const merged: DraftFilter = { ...last.filter, options: shared, text: `${last.filter.text}, ${textOf(state, chunk)}` };
  state.draft.filters[index] = merged;
  state.lastFilter = { filter: merged, end: state.at + 1 };
  state.pending.negation = undefined;
  return true;
}

/** containing "steel": the text must be quoted, or be the one word that follows. */
export function applyContains(state: State, operator: 'contains' | 'startsWith' | 'endsWith'): boolean {
  const at = state.at + 1;
  const chunk = state.chunks.slice(at).find(c => c.kind !== 'filler');
  if (!chunk) return false;
  const token = state.tokens[chunk.start];
  const choice = textField(state);
  if (!token || !choice) return false;
  const negated = state.pending.negation !== undefined && operator === 'contains';
  const options = choice.options.map(o => ({
    field: o.field,
    values: [token.kind === 'quoted' ? token.text : textOf(state, chunk)],
    weight: o.weight,
    partial: false,
  }));
  state.draft.filters.push({
    options,
    operator: negated ? 'notContains' : operator,
    scope: state.scope,
    text: token.text,
    at: state.at,
  });
  state.pending.negation = undefined;
  state.loose = state.loose.filter(c => c !== choice);
  state.draft.listFields = state.draft.listFields.filter(c => c !== choice);
  state.at = state.chunks.indexOf(chunk) + 1;
  return true;
}

/** The text field that was named, or the name of the entity that was. */
function textField(state: State): FieldChoice | undefined {
  const { mention } = state;
  if (mention?.kind === 'field' && mention.choice.options[0]?.field.kind === 'text') return mention.choice;
  const dataset = mention?.kind === 'entity' ? mention.dataset : undefined;
  const field = dataset === undefined ? undefined : state.catalogue.nameField(dataset);
  return field?.kind === 'text'
    ? { options: [{ field, weight: 0.9 }], scope: dataset, text: field.label, at: state.at }
    : undefined;
}

/** "'steel' in their name": quoted text that is no whole value is a part of the field named behind it. */
export function readQuotedPart(state: State, chunk: Chunk): boolean {
  const token = state.tokens[chunk.start];
  const bare =
    chunk.kind === 'unknown' && /^(have|has|had|with|having)$/.test(lowerOf(state, state.chunks[state.at - 1]));
  if (!token || (token.kind !== 'quoted' && !bare)) return false;
  const at = state.chunks.findIndex((c, i) => i > state.at && c.kind !== 'filler');
  const inside = state.chunks.slice(state.at + 1, at).some(c => lowerOf(state, c) === 'in');
  const next = state.chunks[at];
  if (!next || !inside) return false;
  const own = /^names?$/.test(lowerOf(state, next)) ? textField(state) : undefined;
  const choice = own ?? fieldChoice(state, candidatesOf(next, 'field'), next, field => field.kind === 'text');
  if (!choice) return false;
  state.draft.filters.push({
    options: choice.options.map(o => ({ field: o.field, values: [token.text], weight: o.weight, partial: false })),
    operator: state.pending.negation ? 'notContains' : 'contains',
    scope: choice.scope ?? state.scope,
    text: token.text,
    at: state.at,
  });
  state.pending.negation = undefined;
  state.at = at + 1;
  return true;
}

export function applyMissing(state: State, present: boolean): boolean {
  if (state.mention?.kind !== 'field') return false;
  const { choice } = state.mention;
  state.draft.filters.push({
    options: choice.options.map(o => ({ field: o.field, values: [], weight: o.weight, partial: false })),
    operator: present ? 'isPresent' : 'isMissing',
    scope: choice.scope ?? state.scope,
    text: choice.text,
    at: state.at,
  });
  state.loose = state.loose.filter(c => c !== choice);
  state.draft.listFields = state.draft.listFields.filter(c => c !== choice);
  return true;
}

/** "negative balance": the number field after it; "balance is negative": the one before. */
export function applySign(state: State, operator: '<' | '>'): boolean {
  const after = state.chunks[state.at + 1];
  const numeric = candidatesOf(after, 'field').filter(c => c.field.kind === 'number');
  const top = numeric[0];
  const choice: FieldChoice | undefined =
    top && after
      ? {
          options: numeric.filter(c => c.weight >= top.weight - 0.35).map(c => ({ field: c.field, weight: c.weight })),
          scope: state.scope,
          text: textOf(state, after),
          at: state.at + 1,
        }
      : state.mention?.kind === 'field'
        ? state.mention.choice
        : undefined;
  if (!choice) return false;
  state.draft.filters.push({
    options: choice.options.map(o => ({ field: o.field, values: [0], weight: o.weight, partial: false })),
    operator,
    scope: choice.scope,
    text: choice.text,
    at: state.at,
  });
  state.loose = state.loose.filter(c => c !== choice);
  state.draft.listFields = state.draft.listFields.filter(c => c !== choice);
  if (top) state.at += 2;
  return true;
}

export { problem };
