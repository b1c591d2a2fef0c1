import type { ErrorCode, ErrorDetails, SophiaError } from '../errors.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import type { PlanFault } from './errors.ts';
import { fieldWords } from './field-words.ts';
import { lowerFirst } from './labels.ts';
import { findDataset, findField, findMetric, humanName } from './names.ts';
import plain from './plain-reasons.data.json' with { type: 'json' };
import { listed } from './words.ts';

/** Why a question can't be answered, for who asks: no names of the model's files, no paths, no codes. */

type Reasons = { readonly [C in ErrorCode]?: (details: ErrorDetails<C>, words: Words) => string };

/** A name of the model as people say it. */
type Words = (name: string) => string;

const together = (one: string, other: string) =>
  `${humanName(one)} and ${lowerFirst(other)} can't be put together in one answer. Ask for each by itself.`;

const reasons: Reasons = {
  'plan.invalid': ({ faults }, words) => faultReason(faults[0], words),
  'plan.not_additive': ({ measure }, words) =>
    `The values of ${words(measure)} do not add up, so they have no total, running total or share. Ask for ${words(measure)} by itself.`,
  'plan.unsupported': ({ reason, mend }, words) => `${inWords(reason, words)}. ${inWords(mend, words)}.`,
  'persona.forbidden': ({ persona, names }, words) =>
    `The persona ${persona} may not see ${listed([...new Set(names.map(words))])}. Ask for something else, or ask for access.`,
  E_AMBIGUOUS_PATH: ({ from, to }, words) =>
    `${humanName(words(from))} and ${words(to)} are related in more than one way. Name also the thing through which they are meant.`,
  E_NO_PATH: ({ from, to }, words) =>
    `${humanName(words(from))} and ${words(to)} are not related to each other. Ask for each by itself.`,
  E_FAN_OUT_IN_SCALAR_QUERY: ({ home, other }, words) =>
    `One of the ${words(home)} has several ${words(other)}, so a list of both would repeat rows. List one of them, or ask for a number.`,
  E_UNAGGREGATED_FINER_GRAIN_REFERENCE: ({ name, grain }, words) =>
    `There are several values of ${words(name)} for one row of ${words(grain)}. Say which one is meant: the total, the average, the smallest or the largest.`,
  E_UNSAFE_REAGGREGATION: () => plain.reaggregated,
  E_AMBIGUOUS_MEASURE_GRAIN: ({ datasets }, words) => together(words(datasets[0] ?? ''), words(datasets[1] ?? '')),
  E3012_MN_NO_SAFE_REWRITE: ({ from, to }, words) => together(words(from), words(to)),
  E3013_NO_STITCHING_DIMENSION: ({ left, right }, words) => together(words(left), words(right)),
};

/**
 * The reason of a refusal in plain words, with the model's labels in place of its names. What the codes of
 * the compiler say to the author of a model is not for who asks.
 */
export function plainReason(error: SophiaError, model: SemanticModel): string {
  // Their own words are for anyone.
  if (error.code === 'plan.too_many_periods' || error.code.startsWith('budget.')) return error.message;
  const reason = reasons[error.code] as ((details: unknown, words: Words) => string) | undefined;
  return reason?.(error.details, wordsOf(model)) ?? plain.unplanned;
}

const wordsOf =
  (model: SemanticModel): Words =>
  name => {
    if (findField(model, name)) return fieldWords(name, model);
    const known = findMetric(model, name) ?? findDataset(model, name);
    return lowerFirst(known?.label ?? humanName(known?.name ?? name));
  };

/** A text with every name in it as people say it: order_lines.net_amount, order_date. */
const inWords = (text: string, words: Words): string =>
  text.replace(/\b[A-Za-z]\w*(?:\.[A-Za-z]\w*)+\b|\b[a-z]+(?:_[a-z0-9]+)+\b/g, name => words(name));

/** What of the question a part of the plan came from, and what to ask instead. */
const parts: Readonly<Record<string, string>> = plain.parts;

function faultReason(fault: PlanFault | undefined, words: Words): string {
  const part = parts[String(fault?.path[0] ?? '')];
  if (fault?.path.includes('values')) {
    // The message begins with the value as JSON.
    const message = inWords(fault.message, words).replace(/^"(.*?)"/, '“$1”');
    return `${message} Give a value that fits.`;
  }
  return part ?? plain.unplanned;
}
