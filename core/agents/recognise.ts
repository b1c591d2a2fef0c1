import type { Pace } from '../ask/pace.ts';
import type { ParameterName } from './parameters.ts';
import { PHRASES } from './phrases/phrases.ts';
import { CALCULATIONS } from './registry.ts';
import { type AgentName, type Calculation, SUBJECTS, type Subject, type Subjects } from './types.ts';

/** A question that asks an agent for something, with what it said of its assumptions. */
export interface Recognised {
  readonly calculation: Calculation;
  readonly parameters: Readonly<Partial<Record<ParameterName, number>>>;
  readonly subjects: Subjects;
  /** Only by a name that a model may have for a number of its own. */
  readonly byName: boolean;
}

type Said = Omit<Recognised, 'calculation'>;

interface Tail extends Omit<Said, 'byName'> {
  readonly head: string;
}

const SERVICE_LEVEL =
  /^(.*?),? (?:at|with|for) (?:a |an )?(?:service level of )?(\d{2}(?:\.\d+)?) ?(?:%|percent)(?: service level)?$/i;
const WINDOW = /^(.*?),? (?:over|of|in|from|for|during) the (?:last|past) (\d{1,4}) days$/i;
/** Every thing of a kind: that is asked anyway. */
const ALL: Readonly<Record<Subject, RegExp>> = {
  product: /^(?:all )?(?:the |our |my )?(?:products|articles|items|skus)$/i,
  location: /^(?:all )?(?:the |our |my )?(?:warehouses|places|locations)$/i,
  supplier: /^(?:all )?(?:the |our |my )?suppliers$/i,
};
/** No name of a thing, but more that the question says. */
const SAYS_MORE =
  /[%<>]|\bpercent\b|\b(?:service level|days?|weeks?|months?|years?|last|past|next|this|by|per|each|every|and|or|not|who|which|that|with|without|over|under|above|below|than|since|until|before|after|between)\b/i;
const SUBJECT_WORDS: Readonly<Record<Subject, RegExp>> = {
  product: /^(.*?) (?:of|for) (?:the )?(?:product |article |item )?(.+)$/i,
  location: /^(.*?) (?:in|at) (?:the )?(?:warehouse |place )?(.+)$/i,
  supplier: /^(.*?) (?:of|for|from|at) (?:the )?(?:supplier )?(.+)$/i,
};

/**
 * The calculation that a question asks for: one of the known phrases, whole, and after it nothing but what the
 * calculation can be told (a service level, a window, a product …). Anything else is not recognised: a word
 * that is passed over may have changed the question.
 * @param agent the one that is asked; any when left out
 */
export function recognise(question: string, agent?: AgentName): Recognised | undefined {
  const text = question
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[?!.]+$/, '')
    .trim();
  if (text.length > 300) return undefined;
  for (const calculation of CALCULATIONS) {
    if (agent !== undefined && calculation.agent !== agent) continue;
    const found = read({ head: text, parameters: {}, subjects: {} }, calculation);
    if (found) return { calculation, ...found };
  }
  return undefined;
}

/** The first use of a pattern takes it long, and so does the second: done here with rests, not by who asks first. */
export async function prepareToRecognise(pace: Pace): Promise<void> {
  for (const { asks, names } of Object.values(PHRASES).flatMap(each => Object.values(each))) {
    for (const phrase of [...asks, ...names]) {
      for (const _ of ['read', 'translated']) phrase.exec('?');
      await pace.rest();
    }
  }
}

function read(tail: Tail, calculation: Calculation): Said | undefined {
  const whole = phraseOf(tail, calculation);
  if (whole) return whole;
  for (const next of [...withParameters(tail, calculation), ...withSubjects(tail, calculation)]) {
    const found = read(next, calculation);
    if (found) return found;
  }
  return undefined;
}

/** `please`, `now` and the like change nothing. */
const bare = (text: string): string =>
  text
    .replace(/[’']/g, "'")
    .replace(
      /^(?:please |can you |could you )?(?:show me |show |tell me |give me |list |what are |what is |what's )?(?:the |our |my )?/i,
      '',
    )
    .replace(/ (?:please|now|right now|today|currently|at the moment|next|soon)$/i, '');

/** What a whole phrase says, with the thing that it names in its midst. */
function phraseOf({ head, parameters, subjects }: Tail, calculation: Calculation): Said | undefined {
  const { asks = [], names = [] } = PHRASES[calculation.agent][calculation.name] ?? {};
  const texts = [head.replace(/[’']/g, "'"), bare(head)];
  for (const [byName, phrases] of [[false, asks] as const, [true, names] as const]) {
    for (const phrase of phrases) {
      const found = texts.map(text => phrase.exec(text)).find(match => match !== null);
      if (!found) continue;
      const named = namedIn(found, subjects);
      if (named) return { parameters, subjects: { ...subjects, ...named }, byName };
    }
  }
  return undefined;
}

/** The things in the named groups of a phrase; undefined for what is no name. */
function namedIn({ groups = {} }: RegExpExecArray, known: Subjects): Subjects | undefined {
  const named: Record<string, string> = {};
  for (const subject of SUBJECTS) {
    const value = groups[subject];
    if (value === undefined) continue;
    named[subject] = unquoted(value);
    if (!isNameOf(named[subject]) || known[subject] !== undefined) return undefined;
  }
  return named;
}

const unquoted = (text: string): string => text.trim().replace(/^"(.+)"$/, '$1');
const isNameOf = (value: string): boolean =>
  value !== '' && !value.includes('"') && !SAYS_MORE.test(value) && !SUBJECTS.some(kind => ALL[kind].test(value));

function* withParameters({ head, parameters, subjects }: Tail, calculation: Calculation): Generator<Tail> {
  const level = SERVICE_LEVEL.exec(head);
  if (level && calculation.parameters.includes('service_level') && parameters.service_level === undefined) {
    const share = Math.round(Number(level[2]) * 1e4) / 1e6;
    yield { head: level[1] ?? '', parameters: { ...parameters, service_level: share }, subjects };
  }
  const window = WINDOW.exec(head);
  const name = windowOf(calculation);
  if (window && name && parameters[name] === undefined) {
    yield { head: window[1] ?? '', parameters: { ...parameters, [name]: Number(window[2]) }, subjects };
  }
}

/** The window that “the last n days” of a question means. */
const windowOf = ({ parameters }: Calculation): ParameterName | undefined =>
  (
    ['window_days', 'consumption_days', 'delivery_days', 'order_days', 'due_days', 'spend_days', 'price_days'] as const
  ).find(name => parameters.includes(name));

function* withSubjects({ head, parameters, subjects }: Tail, calculation: Calculation): Generator<Tail> {
  // The place is tried first, for it comes last where both are named: of rope in Rotterdam.
  for (const subject of ['location', 'product', 'supplier'] as const) {
    if (!calculation.subjects.includes(subject) || subjects[subject] !== undefined) continue;
    const [, before, named] = SUBJECT_WORDS[subject].exec(head) ?? [];
    const value = unquoted(named ?? '');
    if (before && ALL[subject].test(value)) yield { head: before, parameters, subjects };
    else if (before && isNameOf(value)) yield { head: before, parameters, subjects: { ...subjects, [subject]: value } };
  }
}
