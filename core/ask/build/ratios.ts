import { lowerFirst } from '../../plan/labels.ts';
import type { Step } from '../../plan/schema.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, wordsOf } from './context.ts';
import { columnName, distinctOver } from './measures.ts';
import { refuseParts } from './parts-of-number.ts';
import { partLabel, ratio, type Shape, type ShapeInput } from './shape.ts';

/** The measure divided by the number of things it belongs to. */
export function perShape(context: BuildContext, input: ShapeInput, plain: Shape, dataset: string): Shape {
  const base = input.built[0];
  if (!base) throw new Refusal('It is not clear what should be averaged.');
  for (const { metric, measure } of input.built) {
    const text =
      metric === undefined ? (measure.expression ?? '') : (context.catalogue.metrics.get(metric)?.text ?? '');
    const info = context.catalogue.metrics.get(metric ?? '');
    if (info && info.parts.length > 1) refuseParts(info, `each has ${wordsOf(dataset)} of its own`);
    if (!/^(SUM|COUNT)\(/.test(text) || /\) ?\//.test(text))
      throw new Refusal(`${partLabel(measure)} is not a total, so it can't be divided among ${wordsOf(dataset)}.`);
    refuseShared(context, text, partLabel(measure), dataset);
  }
  const divisor = distinctOver(context, dataset, base.home);
  const steps = input.built.map(
    (b): Step => ({
      kind: 'ratio',
      name: `${b.measure.name}_per_${columnName(dataset)}`,
      numerator: b.measure.name,
      denominator: divisor.name,
      label: `${partLabel(b.measure)} per ${singular(dataset)}`,
    }),
  );
  const measures = plain.measures.some(m => m.name === divisor.name) ? plain.measures : [...plain.measures, divisor];
  return { ...plain, measures, steps };
}

/** "number of ship modes per order": all orders share the same few, so that what is divided is no number of one order. */
function refuseShared({ catalogue }: BuildContext, text: string, label: string, dataset: string): void {
  const id = /^COUNT\(DISTINCT ([\w."]+)\)$/.exec(text)?.[1]?.replaceAll('"', '');
  const field = id === undefined ? undefined : catalogue.fields.get(id);
  if (!field || (field.isKey && catalogue.hasOne(field.dataset, dataset))) return;
  throw new Refusal(
    `${label} is not a total: several ${wordsOf(dataset)} share them, so it can't be divided among ${wordsOf(dataset)}. Ask for it by ${singular(dataset)}.`,
  );
}

const singular = (dataset: string): string =>
  wordsOf(dataset)
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1');

/**
 * One number divided by another.
 * @throws Refusal where there are not two totals
 */
export function ratioShape(context: BuildContext, plain: Shape): Shape {
  const [first, second] = plain.measures;
  if (!first || !second) throw new Refusal('A ratio needs two numbers.');
  refuseCountAgainstSum(context);
  if (/^(AVG|MIN|MAX|MEDIAN|STDDEV|PERCENTILE_CONT)\(/.test(first.expression ?? ''))
    throw new Refusal(`${partLabel(first)} is no total, so it can't be divided.`);
  return {
    ...plain,
    steps: [
      {
        ...ratio(`${first.name}_per_${second.name}`, first.name, second.name),
        label: `${partLabel(first)} / ${lowerFirst(partLabel(second))}`,
      },
    ],
  };
}

/** "ratio of payments to revenue": how many there are, or what they come to? Said alone, things may be either. */
function refuseCountAgainstSum({ draft, catalogue }: BuildContext): void {
  const [first, second] = draft.measures;
  if (first?.kind !== 'count' || second?.kind !== 'metric' || draft.saysCount) return;
  const info = catalogue.metrics.get(second.metric);
  if (info?.counts !== undefined || !info?.text.startsWith('SUM(') || /THEN 1 ELSE 0 END\)$/.test(info.text)) return;
  throw new Refusal(
    `It is not clear whether the number of ${wordsOf(first.dataset)} is meant or their total: say “number of …”, or name the total.`,
    draft.problems,
  );
}
