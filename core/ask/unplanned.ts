import type { Plan } from '../plan/schema.ts';
import type { BuildContext } from './build/context.ts';
import { countedRows } from './counted-rows.ts';
import { defaultDate } from './dates.ts';
import { patterns } from './english/patterns.ts';
import reasons from './english/reasons.data.json' with { type: 'json' };
import { Refusal } from './refusal.ts';
import type { Token } from './words.ts';

const moneyVerbs = patterns.moneyVerbs;

/** "what did we pay": an amount is asked for, so neither a list nor a count of rows is the answer. @throws Refusal */
export function refuseUnnamedAmount({ catalogue, draft }: BuildContext, plan: Plan, tokens: readonly Token[]): void {
  if (
    (asksAmount(tokens) && plan.measures.length === 0) ||
    (asksMoney(tokens) && draft.measures.every(measure => countedRows(catalogue, measure)))
  )
    throw new Refusal(reasons.unclearNumberAsks);
}

/** "how much did we give away in discounts", "what did we grant altogether": a list is no answer. */
const asksAmount = (tokens: readonly Token[]): boolean =>
  patterns.asksHowMuch.test(tokens.map(token => token.lower).join(' '));

/** "what have we paid for repairs": what was paid is an amount too, where what was bought may be a list. */
const asksMoney = (tokens: readonly Token[]): boolean =>
  // "waived fines: how much money was that": behind a colon too
  /\bhow much money\b/.test(tokens.map(token => token.lower).join(' ')) || saysPaid(tokens);

const saysPaid = ([what, did, ...rest]: readonly Token[]): boolean =>
  what?.lower === 'what' &&
  /^(do|does|did|have|has|had)$/.test(did?.lower ?? '') &&
  (rest.some(token => token.lower === 'per') || rest.slice(0, 4).every(token => token.lower !== 'make')) &&
  rest.slice(0, 4).some(token => moneyVerbs.test(token.stem));

/** A verb of a date that nothing followed says something that the plan does not, unless it is the usual date. */
export function refuseUnusedVerb(context: BuildContext, plan: Plan, question: string): void {
  const before = (start: number): string => question.slice(Math.max(0, start - 16), start).toLowerCase();
  for (const verb of context.draft.verbs) {
    if (verb.used) continue;
    const usual = context.anchors.map(anchor => defaultDate(context.catalogue, anchor)?.id);
    // "those already open": not all of them
    const some = /\b(already|yet|only|still)\b/.test(before(verb.where.start));
    if (!some && verb.fields.some(field => usual.includes(field.id) || field.id === plan.time?.field)) continue;
    throw new Refusal(`“${verb.text}” names a date, but no period goes with it.`, [verb.where]);
  }
}
