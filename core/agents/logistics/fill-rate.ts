import { cell, countText, numberColumn, percentText, shareColumn, textColumn } from '../columns.ts';
import { about } from '../subjects.ts';
import type { Row } from '../table.ts';
import type { Calculation, Computed, Context } from '../types.ts';
import { fillFormula } from './formulas.ts';

interface Place {
  readonly place: string | undefined;
  readonly name: string | undefined;
  readonly asked: number;
  readonly filled: number;
  readonly lines: number | undefined;
  readonly linesFilled: number | undefined;
}

/** How much of what was asked for was shipped, by place. */
export const fillRate: Calculation = {
  agent: 'logistics',
  name: 'fill_rate',
  title: 'Fill rate',
  question: 'Unit and line fill rate',
  formula: fillFormula,
  needs: ['fill_asked', 'fill_filled', 'order_date'],
  parameters: ['order_days', 'target_fill'],
  subjects: ['location', 'product'],
  inputs(context) {
    const { roles, settings } = context;
    const measures = (['fill_asked', 'fill_filled', 'fill_lines', 'fill_lines_filled'] as const).filter(roles.has);
    const range = { kind: 'past' as const, unit: 'day' as const, count: settings.order_days };
    return [
      {
        name: 'orders',
        title: `What was asked for and shipped of the orders of the last ${settings.order_days} days`,
        plan: {
          measures: measures.map(roles.measure),
          dimensions: roles.dimensions('location', 'location_name'),
          where: about(context, 'location', 'product'),
          time: { field: roles.field('order_date'), range },
        },
      },
    ];
  },
  compute(tables, context) {
    const places = (tables['orders'] ?? []).map(readPlace).filter(({ asked }) => asked > 0);
    return places.length === 0 ? undefined : computed(places, context);
  },
};

const readPlace = (row: Row): Place => ({
  place: row.text('location'),
  name: row.text('location_name'),
  asked: row.number('fill_asked') ?? 0,
  filled: row.number('fill_filled') ?? 0,
  lines: row.number('fill_lines'),
  linesFilled: row.number('fill_lines_filled'),
});

const rateOf = ({ asked, filled }: Pick<Place, 'asked' | 'filled'>): number => filled / asked;

/** Pieces that are missing to a rate; none where it is reached. */
const missingTo = (target: number, { asked, filled }: Pick<Place, 'asked' | 'filled'>): number =>
  Math.max(0, Math.ceil(target * asked - filled - 1e-9));

function computed(places: readonly Place[], { roles, settings }: Context): Computed {
  const sorted = [...places].sort((a, b) => rateOf(a) - rateOf(b) || ((a.place ?? '') < (b.place ?? '') ? -1 : 1));
  const all = places.reduce((sum, one) => ({ asked: sum.asked + one.asked, filled: sum.filled + one.filled }), {
    asked: 0,
    filled: 0,
  });
  const withPlace = roles.has('location');
  const lines = roles.has('fill_lines') && roles.has('fill_lines_filled');
  const style = { ...roles.shown('demand_quantity'), format: 'number' };
  const lowest = sorted[0]!;
  const below = places.filter(one => rateOf(one) < settings.target_fill).length;
  const lowestName = lowest.name ?? lowest.place;
  return {
    columns: [
      ...(withPlace ? [textColumn('location', 'Place')] : []),
      ...(roles.has('location_name') ? [textColumn('location_name', 'Place name')] : []),
      shareColumn('unit_fill_rate', 'Unit fill rate'),
      ...(lines ? [shareColumn('line_fill_rate', 'Line fill rate')] : []),
      numberColumn('asked', 'Asked for', style, 0),
      numberColumn('shipped', 'Shipped', style, 0),
      numberColumn('missing_to_target', 'Missing to the target', style, 0),
    ],
    rows: sorted.map(one => [
      ...(withPlace ? [cell(one.place)] : []),
      ...(roles.has('location_name') ? [cell(one.name)] : []),
      rateOf(one),
      ...(lines ? [one.lines ? (one.linesFilled ?? 0) / one.lines : null] : []),
      one.asked,
      one.filled,
      missingTo(settings.target_fill, one),
    ]),
    sentence: `The unit fill rate is ${percentText(rateOf(all))}${withPlace && places.length > 1 ? `, lowest in ${lowestName} (${percentText(rateOf(lowest))}); ${countText(below)} of ${countText(places.length)} places are under the target of ${percentText(settings.target_fill)}` : ''}.`,
    example: `All: ${countText(all.filled)} / ${countText(all.asked)} = ${percentText(rateOf(all))}.`,
    notes: ['Lines that are not shipped yet, and cancelled ones, count where the model counts them in its roles.'],
    sensitivity: [0.95, 0.98, 0.99, settings.target_fill]
      .filter((target, i, targets) => targets.indexOf(target) === i)
      .sort((a, b) => a - b)
      .map(target => {
        const missing = missingTo(target, all);
        return missing === 0
          ? `A rate of ${percentText(target)} is reached.`
          : `${countText(missing)} more shipped would have made ${percentText(target)}.`;
      }),
  };
}
