import { agentSourceFaults, isAgentSource } from '../agents/source.ts';
import type { Persona } from '../identity/persona.ts';
import { planColumns } from '../plan/columns.ts';
import { instantOf } from '../plan/instant.ts';
import { fieldNames, findField, mendUnknown, sameName } from '../plan/names.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import type { DashboardFault } from './errors.ts';
import { fault } from './faults.ts';
import { invalid } from './parse-spec.ts';
import { planFaults } from './plan-faults.ts';
import { limitFaults } from './row-limit.ts';
import { drawnBy, draws, marksRows } from './shows.ts';
import type { DashboardSpec, Encoding, Tile } from './spec.ts';
import { tilePlans } from './tile-plans.ts';

export interface CheckOptions {
  readonly model: ResolvedModel;
  /** Names of all models that there are; that of `model` when left out. */
  readonly models?: readonly string[] | undefined;
  /** Those of whoever writes it: what none of them may see can't be written. */
  readonly personas: readonly Persona[];
  readonly now: Date;
  /** Names of the configured sources, with the queries of each. */
  readonly sources?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Tiles and filters to look at; all when left out. What nobody touched may be outdated and in nobody's way. */
  readonly only?: { readonly tiles: ReadonlySet<string>; readonly filters: ReadonlySet<string> } | undefined;
}

/**
 * Checks a specification against the semantic model and the persona of who writes it.
 * @throws SophiaError 'dashboard.invalid' with every fault: path, what is wrong, mend
 */
export function checkSpec(spec: DashboardSpec, options: CheckOptions): void {
  const { model, only } = options;
  const faults: DashboardFault[] = [];
  const { models = [model.model.name] } = options;
  if (spec.model !== model.model.name) {
    const mend = models.length === 1 ? `It is ${model.model.name}.` : mendUnknown(spec.model, models);
    // By another model all else would be judged wrongly.
    throw invalid([fault(['model'], `There is no model ${spec.model} here.`, mend)]);
  }
  for (const [i, tile] of spec.tiles.entries()) {
    if (only === undefined || only.tiles.has(tile.id)) faults.push(...tileFaults(spec, tile, ['tiles', i], options));
  }
  for (const [i, { id, field, kind }] of spec.filters.entries()) {
    if (only !== undefined && !only.filters.has(id)) continue;
    faults.push(...fieldFaults(field, ['filters', i, 'field'], options));
    const isTime = findField(model.model, field)?.field.isTime;
    if (isTime !== undefined && isTime !== (kind === 'date')) {
      const mend = isTime ? 'Make it a filter of the kind date.' : 'Name a date, or make it another kind.';
      faults.push(fault(['filters', i, 'kind'], `${field} is ${isTime ? 'a' : 'no'} date.`, mend));
    }
  }
  if (faults.length > 0) throw invalid(faults);
}

type Path = DashboardFault['path'];

function tileFaults(spec: DashboardSpec, tile: Tile, at: Path, options: CheckOptions): DashboardFault[] {
  const faults: DashboardFault[] = [...sourceFaults(tile, at, options)];
  for (const [i, field] of (tile.drill ?? []).entries()) {
    faults.push(...fieldFaults(field, [...at, 'drill', i], options));
  }
  faults.push(...dayFaults(tile, at), ...undrawnFaults(tile, at));
  if (tile.time?.field !== undefined) faults.push(...fieldFaults(tile.time.field, [...at, 'time', 'field'], options));
  const { plan } = tile;
  if (!plan) return faults;
  const ofPlan = planFaults(plan, [...at, 'plan'], options);
  if (ofPlan.length > 0) return [...faults, ...ofPlan];
  const { main } = tilePlans({ ...tile, plan }, spec, {}, options.model);
  const asSeen = main === plan ? [] : planFaults(main, at, options);
  const columns = planColumns(main, options.model.model).map(({ name }) => name);
  const shown = [...encodingFaults(tile.encoding, columns, at), ...ruleFaults(tile, columns, at)];
  return [...faults, ...limitFaults(spec, tile, main, at), ...asSeen, ...shown];
}

/** What its kind draws nowhere; what is stored already is left as it is. */
function undrawnFaults(tile: Tile, at: Path): DashboardFault[] {
  const { kind, target, style } = tile;
  const said = { target, rules: style?.rules };
  const rows =
    marksRows(tile) && draws(kind, 'rules') && !draws(kind, 'rowRules')
      ? (style?.rules ?? []).flatMap(({ marks }, i) =>
          marks === 'row'
            ? [
                fault(
                  [...at, 'style', 'rules', i, 'marks'],
                  `A tile of the kind ${kind} colours no whole rows.`,
                  `Let the rule mark its cell, or make it a ${drawnBy('rowRules')}.`,
                ),
              ]
            : [],
        )
      : [];
  const others = (['target', 'rules'] as const).flatMap(what => {
    if (said[what] === undefined || draws(kind, what)) return [];
    const [path, named] = what === 'target' ? [['target'], 'target'] : [['style', 'rules'], 'colours by value'];
    const mend = `Leave it out, or make it a ${drawnBy(what)}.`;
    return [fault([...at, ...path], `A tile of the kind ${kind} shows no ${named}.`, mend)];
  });
  return [...others, ...rows];
}

/** A rule looks at a column that is shown; with a comparison also at the value before and the growth. */
function ruleFaults({ style, comparison }: Tile, columns: readonly string[], at: Path): DashboardFault[] {
  const compared = comparison ? columns.flatMap(name => [`${name}_before`, `${name}_growth`]) : [];
  return (style?.rules ?? []).flatMap(({ column }, i) =>
    unknownColumn(column, [...columns, ...compared], [...at, 'style', 'rules', i, 'column']),
  );
}

const unknownColumn = (name: string, known: readonly string[], at: Path): DashboardFault[] =>
  known.some(one => sameName(one, name))
    ? []
    : [fault(at, `The plan has no column ${name}.`, mendUnknown(name, known))];

/** Days look like days by their shape; those that are stored already are left as they are. */
function dayFaults({ annotations = [] }: Tile, at: Path): DashboardFault[] {
  return annotations.flatMap((annotation, i) =>
    (['from', 'to'] as const).flatMap(end => {
      const day = annotation[end];
      if (typeof day !== 'string' || instantOf(day) !== undefined) return [];
      return [fault([...at, 'annotations', i, end], `There is no day ${day}.`, 'Give a day of the calendar.')];
    }),
  );
}

const allows = ({ datasets }: Persona, dataset: string): boolean => datasets === '*' || datasets.includes(dataset);

function fieldFaults(name: string, at: Path, { model, personas }: CheckOptions): DashboardFault[] {
  const isSeen = (dataset: string) => personas.some(persona => allows(persona, dataset));
  const found = findField(model.model, name);
  if (found && !found.field.private && isSeen(found.dataset.name)) return [];
  const known = fieldNames(model.model).filter(one => isSeen(findField(model.model, one)?.dataset.name ?? ''));
  return [fault(at, `There is no field ${name}.`, mendUnknown(name, known))];
}

function sourceFaults({ source }: Tile, at: Path, { sources = {} }: CheckOptions): DashboardFault[] {
  if (!source) return [];
  if (isAgentSource(source.source)) {
    return agentSourceFaults(source).map(one => fault([...at, 'source', ...one.path], one.message, one.mend));
  }
  const queries = Object.hasOwn(sources, source.source) ? sources[source.source]! : undefined;
  if (!queries) {
    const mend = mendUnknown(source.source, Object.keys(sources));
    return [fault([...at, 'source', 'source'], `There is no source ${source.source}.`, mend)];
  }
  if (queries.includes(source.query)) return [];
  const mend = mendUnknown(source.query, queries);
  return [fault([...at, 'source', 'query'], `${source.source} has no query ${source.query}.`, mend)];
}

function encodingFaults(encoding: Encoding | undefined, known: readonly string[], at: Path): DashboardFault[] {
  if (!encoding) return [];
  const { x, y = [], series, size, label, rows = [], columns = [] } = encoding;
  const named: [Path, string | undefined][] = [
    [['x'], x],
    ...y.map((name, i): [Path, string] => [['y', i], name]),
    [['series'], series],
    [['size'], size],
    [['label'], label],
    ...rows.map((name, i): [Path, string] => [['rows', i], name]),
    ...columns.map((name, i): [Path, string] => [['columns', i], name]),
  ];
  return named.flatMap(([path, name]) =>
    name === undefined ? [] : unknownColumn(name, known, [...at, 'encoding', ...path]),
  );
}
