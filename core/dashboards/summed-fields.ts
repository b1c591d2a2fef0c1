import { isSemiAdditive } from '../plan/additivity.ts';
import { referentOf } from '../plan/lookup.ts';
import { fieldText, findField } from '../plan/names.ts';
import type { Expression } from '../semantic/expression/nodes.ts';
import { children } from '../semantic/expression/walk.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';

/**
 * Fields of a listing that may be added up, by their place in it: those that a metric of the model sums over the very
 * rows that are listed. A number that no metric sums may be a key, a price or a rate, and what a row only refers to
 * comes several times. Levels have no sum over rows of several days.
 */
export function summedFields(fields: readonly string[], resolved: ResolvedModel): ReadonlySet<number> {
  const { model } = resolved;
  const found = fields.map(name => findField(model, name));
  const datasets = [...new Set(found.flatMap(one => one?.dataset ?? []))];
  // The rows that are listed are of the dataset from which all others are reached.
  const homes = datasets.filter(from => datasets.every(to => /^(same|one)$/.test(resolved.reach(from.name, to.name))));
  const [home] = homes;
  if (home === undefined || homes.length > 1 || home.extension.semiAdditive === true) return new Set();
  const summed = summedByMetrics(model);
  return new Set(found.flatMap((one, at) => (one && one.dataset === home && summed.has(fieldText(one)) ? [at] : [])));
}

const known = new WeakMap<SemanticModel, ReadonlySet<string>>();

function summedByMetrics(model: SemanticModel): ReadonlySet<string> {
  const kept = known.get(model);
  if (kept) return kept;
  const flows = model.metrics.filter(({ name }) => !isSemiAdditive({ name: 'total', metric: name }, model));
  const summed = new Set(flows.flatMap(({ expression }) => [...summedIn(expression, model)]));
  known.set(model, summed);
  return summed;
}

/** The fields whose values are added up as they are: SUM(field), or in some cases only: SUM(CASE … THEN field …). */
function* summedIn(e: Expression, model: SemanticModel): Generator<string> {
  if (e.kind === 'call' && e.name === 'SUM' && !e.distinct) {
    for (const added of e.arguments.flatMap(valuesOf)) {
      const referent = referentOf(added, model);
      if (referent?.kind === 'field') yield fieldText(referent.found);
    }
  }
  for (const child of children(e)) yield* summedIn(child, model);
}

const valuesOf = (e: Expression): readonly Expression[] =>
  e.kind === 'case' ? [...e.branches.map(({ then }) => then), ...(e.otherwise ? [e.otherwise] : [])] : [e];
