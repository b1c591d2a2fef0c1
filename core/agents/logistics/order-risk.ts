import {
  cell,
  countColumn,
  countText,
  dateColumn,
  numberColumn,
  percentText,
  shareColumn,
  textColumn,
} from '../columns.ts';
import { type Counted, distributionOf } from '../statistics/moments.ts';
import { about } from '../subjects.ts';
import { dayNumber, dayText, type Row } from '../table.ts';
import type { Calculation, Computed, Context } from '../types.ts';
import { deliveryInput, readDeliveries } from './deliveries.ts';
import { riskFormula } from './formulas.ts';
import { lateProbability } from './late-probability.ts';

interface Open {
  readonly order: string;
  readonly status: string | undefined;
  readonly value: number | undefined;
  readonly ordered: number | undefined;
  readonly promised: number | undefined;
}

interface Judged extends Open {
  readonly state: 'Late' | 'At risk' | 'In time' | 'Not known';
  /** Days past the promise. */
  readonly late: number | undefined;
  readonly probability: number | undefined;
  /** Why nothing can be said. */
  readonly reason: string | undefined;
}

/** Open orders that are late, and those that probably will be. */
export const orderRisk: Calculation = {
  agent: 'logistics',
  name: 'order_risk',
  title: 'Late and at-risk orders',
  question: 'Which orders are at risk?',
  formula: riskFormula,
  needs: ['order', 'order_date', 'order_promised', 'order_open', 'delivery', 'delivery_date'],
  parameters: ['risk', 'delivery_days', 'minimum_deliveries'],
  subjects: ['location'],
  inputs: context => [openOrdersInput(context), deliveryInput(context)],
  compute(tables, context) {
    const deliveries = readDeliveries(tables);
    const orders = (tables['open_orders'] ?? []).map(readOpen);
    return orders.length === 0 ? undefined : computed(orders, deliveries, context);
  },
};

function openOrdersInput(context: Context) {
  const { roles } = context;
  return {
    name: 'open_orders',
    title: 'Open orders',
    plan: {
      dimensions: roles.dimensions('order', 'order_date', 'order_promised', 'order_status', 'order_value'),
      where: [...roles.conditions('order_open'), ...about(context, 'location')],
      orderBy: [{ column: 'order', direction: 'ASC' as const }],
    },
    pageBy: 'order',
  };
}

const readOpen = (row: Row): Open => ({
  order: row.text('order') ?? '',
  status: row.text('order_status'),
  value: row.number('order_value'),
  ordered: row.day('order_date'),
  promised: row.day('order_promised'),
});

/** @param delay days that the order takes longer than comparable ones did */
function judge(order: Open, deliveries: readonly Counted[], { today, settings }: Context, delay = 0): Judged {
  const now = dayNumber(today);
  const { ordered, promised } = order;
  const unknown = (reason: string): Judged => ({
    ...order,
    state: 'Not known',
    late: undefined,
    probability: undefined,
    reason,
  });
  if (promised === undefined) return unknown('No promised date');
  if (promised < now)
    return { ...order, state: 'Late', late: now - promised, probability: undefined, reason: undefined };
  if (ordered === undefined) return unknown('No order date');
  const { comparable, probability } = lateProbability(deliveries, now - ordered, promised - ordered - delay);
  if (probability === undefined || comparable < settings.minimum_deliveries) {
    return unknown(
      `Too few deliveries took ${now - ordered} days and more: ${comparable} of ${settings.minimum_deliveries}`,
    );
  }
  const state = probability >= settings.risk ? 'At risk' : 'In time';
  return { ...order, state, late: undefined, probability, reason: undefined };
}

const ranks = { Late: 0, 'At risk': 1, 'Not known': 2, 'In time': 3 } as const;

const urgency = (a: Judged, b: Judged): number =>
  ranks[a.state] - ranks[b.state] ||
  (b.late ?? 0) - (a.late ?? 0) ||
  (b.probability ?? 0) - (a.probability ?? 0) ||
  (a.order < b.order ? -1 : 1);

function computed(orders: readonly Open[], deliveries: readonly Counted[], context: Context): Computed {
  const { roles, settings } = context;
  const judged = orders.map(order => judge(order, deliveries, context)).sort(urgency);
  const count = (state: Judged['state'], ones = judged) => ones.filter(one => one.state === state).length;
  const shownOrders = judged.filter(
    ({ state, reason }) => state === 'Late' || state === 'At risk' || reason !== undefined,
  );
  const style = roles.has('order_value') ? roles.shown('order_value') : {};
  return {
    columns: [
      textColumn('order', 'Order'),
      textColumn('state', 'State'),
      dateColumn('order_date', 'Ordered'),
      dateColumn('promised_date', 'Promised'),
      countColumn('days_late', 'Days late'),
      shareColumn('probability', 'Probability of being late'),
      ...(roles.has('order_status') ? [textColumn('order_status', 'Order status')] : []),
      ...(roles.has('order_value') ? [numberColumn('order_value', 'Order value', style)] : []),
      textColumn('note', 'Note'),
    ],
    rows: shownOrders.map(one => [
      one.order,
      one.state,
      one.ordered === undefined ? null : dayText(one.ordered),
      one.promised === undefined ? null : dayText(one.promised),
      cell(one.late),
      cell(one.probability),
      ...(roles.has('order_status') ? [cell(one.status)] : []),
      ...(roles.has('order_value') ? [cell(one.value)] : []),
      cell(one.reason),
    ]),
    sentence: `${countText(count('Late'))} of ${countText(orders.length)} open orders are late and ${countText(count('At risk'))} more are at risk (probability of ${percentText(settings.risk)} and more).`,
    example: example(judged, deliveries, context),
    notes: [
      'A probability is that of one delivery: an order that comes in several is at least as likely to be late.',
      ...withoutPromise(judged),
      ...(distributionOf(deliveries)
        ? []
        : [`There was no delivery in the last ${settings.delivery_days} days to judge by.`]),
    ],
    sensitivity: [
      ...[0.1, 0.25, 0.5, 0.75]
        .filter(risk => Math.abs(risk - settings.risk) > 1e-9)
        .map(risk => {
          const others = judged.filter(({ state, probability = -1 }) => state !== 'Late' && probability >= risk).length;
          return `From a probability of ${percentText(risk)} on, ${countText(others)} are at risk (now ${countText(count('At risk'))}).`;
        }),
      slower(orders, deliveries, context, count('At risk')),
    ],
  };
}

/** What a day more for every open order would do. */
function slower(orders: readonly Open[], deliveries: readonly Counted[], context: Context, now: number): string {
  const risky = orders.filter(order => judge(order, deliveries, context, 1).state === 'At risk').length;
  return `If every open order took a day longer than comparable ones did, ${countText(risky)} would be at risk (now ${countText(now)}).`;
}

function example(judged: readonly Judged[], deliveries: readonly Counted[], { today }: Context): string | undefined {
  const one =
    judged.find(({ state }) => state === 'At risk') ?? judged.find(({ probability }) => probability !== undefined);
  if (one?.ordered === undefined || one.promised === undefined || one.probability === undefined) return undefined;
  const [age, allowed] = [dayNumber(today) - one.ordered, one.promised - one.ordered];
  const { comparable } = lateProbability(deliveries, age, allowed);
  const longer = Math.round(one.probability * comparable);
  return `${one.order} has waited ${age} days and is promised within ${allowed}: of ${countText(comparable)} deliveries that took ${age} days and more, ${countText(longer)} took more than ${allowed}: ${percentText(one.probability)}.`;
}

function withoutPromise(judged: readonly Judged[]): string[] {
  const without = judged.filter(({ promised }) => promised === undefined).length;
  return without === 0 ? [] : [`${countText(without)} open orders have no promised date: they can't be late.`];
}
