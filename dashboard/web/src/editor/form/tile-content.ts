import { withoutUndrawn } from '../../../../../core/dashboards/shows.ts';
import { DATA_KINDS, type Tile, type TileKind } from '../../../../../core/dashboards/spec.ts';
import type { Plan } from '../../../../../core/plan/schema.ts';
import { withMember } from './with-member.ts';

/** The tile as another kind, without what that kind can't have. */
export function withKind(tile: Tile, kind: TileKind): Tile {
  const { plan, source, question, encoding, text, filter, ...rest } = tile;
  if (DATA_KINDS.has(kind)) {
    const data = { plan, source, question, encoding: keptEncoding(tile, kind) };
    return withoutUndrawn(compacted({ ...rest, ...data, kind }));
  }
  return withoutUndrawn(
    compacted({
      ...rest,
      kind,
      text: kind === 'text' ? (text ?? '') : undefined,
      filter: kind === 'filter' ? filter : undefined,
    }),
  );
}

/** Columns stay where they are when the kinds read them alike; shapes of one kind mean nothing to another. */
function keptEncoding({ kind, encoding }: Tile, to: TileKind): Tile['encoding'] {
  if (encoding === undefined || kind === to) return encoding;
  const { x, y, series } = encoding;
  const kept = Object.entries({ x, y, series }).filter(([, value]) => value !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** The tile with other data: what was chosen of its columns before, and the words that it came from, go. */
export function withPlan(tile: Tile, plan: Plan | undefined): Tile {
  const { source: _, question: __, ...rest } = tile;
  const changed = JSON.stringify(columnsOf(tile.plan)) !== JSON.stringify(columnsOf(plan));
  const bare = changed
    ? withMember(withoutRules(rest as Tile, plan), 'encoding', shapeOf(tile.encoding))
    : (rest as Tile);
  return withMember(bare, 'plan', plan);
}

/** Without colours by value of columns that the other data does not have. */
function withoutRules(tile: Tile, plan: Plan | undefined): Tile {
  const { rules, ...style } = tile.style ?? {};
  if (rules === undefined) return tile;
  const names = new Set(plan === undefined ? [] : namesOf(plan));
  const kept = rules.filter(({ column }) => names.has(column) || names.has(column.replace(/_(?:before|growth)$/, '')));
  if (kept.length === rules.length) return tile;
  const left = kept.length === 0 ? style : { ...style, rules: kept };
  return withMember(tile, 'style', Object.keys(left).length === 0 ? undefined : left);
}

const leaf = (field: string): string => field.split('.').at(-1) ?? field;
const namesOf = ({ measures, dimensions, fields, steps, time, summarise }: Plan): readonly string[] => [
  ...measures.map(({ name }) => name),
  ...steps.map(({ name }) => name),
  ...dimensions.map(({ name, field }) => name ?? leaf(field)),
  ...fields.map(leaf),
  ...(time === undefined ? [] : [leaf(time.field)]),
  ...(summarise === undefined ? [] : [summarise.name]),
];

const columnsOf = (plan: Plan | undefined): unknown =>
  plan && [
    plan.measures.map(({ name }) => name),
    plan.dimensions.map(({ field }) => field),
    plan.fields,
    plan.time?.grain,
  ];

const shapeOf = (encoding: Tile['encoding'] = {}): Tile['encoding'] => {
  const { orientation, arrangement, shape, totals } = encoding;
  return { orientation, arrangement, shape, totals };
};

const compacted = (tile: object): Tile =>
  Object.fromEntries(Object.entries(tile).filter(([, member]) => member !== undefined)) as Tile;
