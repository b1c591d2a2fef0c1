import type { DashboardSpec } from '../spec.ts';
import type { Operation, OperationOf } from './schema.ts';
import { compact, tileOf, withTile } from './tiles.ts';

interface Applied {
  readonly spec: DashboardSpec;
  readonly inverse: Operation;
}

export function changePlan(spec: DashboardSpec, operation: OperationOf<'changePlan'>): Applied {
  const { kind, tile_id, plan, source, question, encoding } = operation;
  const tile = tileOf(spec, tile_id);
  const { plan: formerPlan, source: formerSource, question: formerQuestion, encoding: formerEncoding } = tile;
  return {
    spec: withTile(spec, compact({ ...tile, plan, source, question, encoding })),
    inverse: compact({
      kind,
      tile_id,
      plan: formerPlan,
      source: formerSource,
      question: formerQuestion,
      encoding: formerEncoding,
    }),
  };
}

export function changeKind(spec: DashboardSpec, { kind, tile_id, to, encoding }: OperationOf<'changeKind'>): Applied {
  const tile = tileOf(spec, tile_id);
  return {
    spec: withTile(spec, compact({ ...tile, kind: to, encoding })),
    inverse: compact({ kind, tile_id, to: tile.kind, encoding: tile.encoding }),
  };
}

/** The id and the version stay: a dashboard does not become another one. */
export function replaceSpec(spec: DashboardSpec, { kind, spec: next }: OperationOf<'replaceSpec'>): Applied {
  return { spec: { ...next, id: spec.id }, inverse: { kind, spec } };
}
