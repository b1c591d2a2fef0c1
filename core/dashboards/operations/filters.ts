import { SophiaError } from '../../errors.ts';
import { mendUnknown } from '../../plan/names.ts';
import { fault } from '../faults.ts';
import type { DashboardSpec } from '../spec.ts';
import type { Operation, OperationOf } from './schema.ts';

interface Applied {
  readonly spec: DashboardSpec;
  readonly inverse: Operation;
}

export function putFilter(spec: DashboardSpec, { kind, filter, index }: OperationOf<'putFilter'>): Applied {
  const at = spec.filters.findIndex(one => one.id === filter.id);
  if (at >= 0) {
    const former = spec.filters[at]!;
    return {
      spec: { ...spec, filters: spec.filters.with(at, filter) },
      inverse: { kind, filter: former },
    };
  }
  return {
    spec: { ...spec, filters: spec.filters.toSpliced(index ?? spec.filters.length, 0, filter) },
    inverse: { kind: 'removeFilter', filter_id: filter.id },
  };
}

/** @throws dashboard.operation_invalid for a filter that is not there */
export function removeFilter(spec: DashboardSpec, { filter_id }: OperationOf<'removeFilter'>): Applied {
  const index = spec.filters.findIndex(one => one.id === filter_id);
  const filter = spec.filters[index];
  if (!filter) {
    const known = spec.filters.map(one => one.id);
    const faults = [fault(['filter_id'], `There is no filter ${filter_id}.`, mendUnknown(filter_id, known))];
    throw new SophiaError('dashboard.operation_invalid', ['filter_id'], { faults });
  }
  return {
    spec: { ...spec, filters: spec.filters.toSpliced(index, 1) },
    inverse: { kind: 'putFilter', filter, index },
  };
}
