import type { FieldInfo } from '../catalogue.ts';
import { candidatesOf } from '../chunks.ts';
import type { FieldChoice, FilterOptions } from '../draft.ts';
import { sendingStems } from '../english/departures.ts';
import { patterns } from '../english/patterns.ts';
import { stemsOf, type Token } from '../words.ts';
import { lowerOf, passOver, pushVerb, type State } from './state.ts';

const sending = new Set([...sendingStems, ...stemsOf('deliver delivery destination')]);

/** Where things are sent, by what the model says of the field. */
const isDestination = ({ field, label, name }: FieldInfo): boolean =>
  stemsOf([name, label, field.description ?? '', ...field.aiContext.synonyms].join(' ')).some(stem =>
    sending.has(stem),
  );

const isSending = (token: Token | undefined): boolean =>
  token !== undefined && sending.has(token.stem) && !/s$|ment$|y$/.test(token.lower);

/**
 * "the country the products come from", "the city that we ship to": of the fields that are called so, the one of the
 * things in the clause behind, or the one of where they go.
 */
export function narrowByClause(state: State, choice: FieldChoice): FieldChoice {
  const { chunks, tokens, catalogue } = state;
  const rest = chunks.slice(choice.at + 1, choice.at + 8);
  const end = rest.findIndex(c => /^(mark|time|number|grain)$/.test(c.kind));
  const clause = rest.slice(0, end < 0 ? undefined : end);
  const nouns = choice.options.map(({ field }) => nounOf(field));
  const namesakes = (fits: (field: FieldInfo) => boolean) =>
    [...catalogue.fields.values()].flatMap(field =>
      field.kind === 'text' && fits(field) && nouns.includes(nounOf(field)) ? [{ field, weight: 1 }] : [],
    );
  const verb = clause.findIndex((c, i) => isSending(tokens[c.start]) && lowerOf(state, clause[i + 1]) === 'to');
  const sent = clause[verb];
  // what stands behind "to" is no part of the clause: "by country shipped to hotels"
  if (sent && clause.slice(verb + 2).every(c => c.kind === 'phrase')) {
    const goals = namesakes(isDestination);
    // "shipped to in 2024": the verb says of which date the period is
    if (goals.length > 0 && rest[end]?.kind !== 'time') passOver(state, sent);
    if (goals.length > 0) return { ...choice, options: goals };
  }
  const at = clause.findIndex(c => !/^(that|which|where|from|in|to|of|the|our|all)$/.test(lowerOf(state, c)));
  const [thing] = candidatesOf(clause[at], 'dataset').filter(c => c.weight > 0.9);
  const says = lowerOf(state, clause[0]) === 'of' || clause.slice(at + 1).some(c => isVerb.test(lowerOf(state, c)));
  if (!thing || at < 1 || !says) return choice;
  const fits = (field: FieldInfo) => catalogue.hasOne(thing.dataset, field.dataset);
  const named = choice.options.filter(({ field }) => fits(field));
  const own = named.length > 0 ? named : namesakes(fits);
  return own.length > 0 ? { ...choice, options: own } : choice;
}

/** What a field is of: the name of a country is a country, as no other name is. */
const nounOf = ({ name }: FieldInfo): string | undefined => stemsOf(name).findLast(stem => stem !== 'name');

const isVerb = patterns.verbsOfWhose;

/** "goods sent to Lyon": where they go, where the model has a field for that. */
export function narrowBySending(state: State, options: FilterOptions): FilterOptions {
  const [verb, to] = state.chunks
    .slice(Math.max(0, state.at - 3), state.at)
    .filter(c => lowerOf(state, c) !== 'the')
    .slice(-2);
  const own = options.filter(({ field }) => isDestination(field));
  return verb && lowerOf(state, to) === 'to' && isSending(state.tokens[verb.end - 1]) && own.length > 0 ? own : options;
}

/** "orders delivered to Norway": a verb that the model lacks, before where it has things go. */
export function isSentTo(state: State): boolean {
  const [verb, to, article, place] = state.chunks.slice(state.at, state.at + 4);
  if (isSentToCounted(state)) return true;
  const value = candidatesOf(article, 'value').length > 0 ? article : place;
  const goes = candidatesOf(value, 'value').some(({ field }) => isDestination(field));
  if (!verb || !isSending(state.tokens[verb.start]) || lowerOf(state, to) !== 'to' || !goes) return false;
  // a period is that of the one date of it
  const [date, ...more] = new Set([...sending].flatMap(stem => state.lexicon.verbs.get(stem) ?? []));
  const dated = state.chunks.some(({ kind }) => kind === 'time' || kind === 'grain');
  if (dated && date && more.length === 0) pushVerb(state, verb, [date]);
  return !dated || more.length === 0;
}

/** "how many customers did each depot deliver to": they are what was counted first, and no period is of the verb. */
export function isSentToCounted({ draft, tokens, chunks, at }: State): boolean {
  const [verb, to, next] = chunks.slice(at, at + 3);
  const did = tokens.slice(0, verb?.start).some(({ lower }) => /^(did|do|does)$/.test(lower));
  const sent = isSending(tokens[verb?.start ?? 0]) && tokens[to?.start ?? 0]?.lower === 'to';
  return did && sent && draft.saysCount && draft.measures.length === 1 && !/^(terms|time)$/.test(next?.kind ?? '');
}
