import { countColumn, countText, daysColumn, percentText, shown, textColumn } from '../columns.ts';
import { type Distribution, distributionOf } from '../statistics/moments.ts';
import type { Calculation, Computed, Context } from '../types.ts';
import { type Delivered, deliveryInput, readDeliveries } from './deliveries.ts';
import { leadTimeFormula } from './formulas.ts';

const percentiles = [0.1, 0.5, 0.9, 0.95] as const;

/** How long deliveries take, and how much that varies. */
export const deliveryLeadTime: Calculation = {
  agent: 'logistics',
  name: 'lead_time',
  title: 'Lead time distribution',
  question: 'Distribution of delivery lead times',
  formula: leadTimeFormula,
  needs: ['order_date', 'delivery', 'delivery_date'],
  parameters: ['delivery_days'],
  subjects: ['location'],
  inputs: context => [deliveryInput(context, { grouped: true })],
  compute(tables, context) {
    const deliveries = readDeliveries(tables);
    const all = distributionOf(deliveries);
    return all && computed(all, deliveries, context);
  },
};

function computed(all: Distribution, deliveries: readonly Delivered[], { roles, settings }: Context): Computed {
  const grouped = Map.groupBy(deliveries, ({ group }) => group);
  const groups = roles.has('delivery_group')
    ? [...grouped].flatMap(([group, ones]) => {
        const distribution = distributionOf(ones);
        return distribution ? [{ name: group ?? '(none)', distribution }] : [];
      })
    : [];
  const rows = [
    { name: 'All', distribution: all },
    ...groups.sort(
      (a, b) => b.distribution.percentile(0.9) - a.distribution.percentile(0.9) || (a.name < b.name ? -1 : 1),
    ),
  ];
  const days = (value: number) => shown(value, {}, 1);
  const [p50, p90] = [all.percentile(0.5), all.percentile(0.9)];
  return {
    columns: [
      textColumn('delivery_group', 'Deliveries of'),
      countColumn('deliveries', 'Deliveries'),
      daysColumn('mean', 'Mean'),
      daysColumn('deviation', 'Standard deviation'),
      ...percentiles.map(share => daysColumn(`p${share * 100}`, `${share * 100} % within`)),
      daysColumn('maximum', 'Longest'),
    ],
    rows: rows.map(({ name, distribution: d }) => [
      name,
      d.count,
      d.mean,
      d.count > 1 ? d.deviation : null,
      ...percentiles.map(d.percentile),
      d.maximum,
    ]),
    main: 'p50',
    wholeFirst: true,
    sentence: `Half of ${countText(all.count)} deliveries arrive within ${days(p50)} days of the order and 90 % within ${days(p90)} days (mean ${days(all.mean)}).`,
    example: `h = (${countText(all.count)} − 1) × 0.9 = ${shown((all.count - 1) * 0.9, {}, 1)}, so Q(0.9) = ${days(p90)} days.`,
    notes: [
      `Counted are deliveries that arrived in the last ${settings.delivery_days} days; what has not arrived is not in it.`,
    ],
    sensitivity: [Math.floor(p50), Math.ceil(p90), Math.ceil(all.percentile(0.95))]
      .filter((promise, i, promises) => promises.indexOf(promise) === i)
      .map(
        promise =>
          `A promise of ${promise} days would have been kept for ${percentText(all.shareAtMost(promise))} of the deliveries.`,
      ),
  };
}
