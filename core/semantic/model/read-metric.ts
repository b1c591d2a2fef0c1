import { functionNamed } from '../expression/functions.ts';
import type { Expression } from '../expression/nodes.ts';
import { someExpression } from '../expression/walk.ts';
import { readDataType } from './datatype.ts';
import { readDescribed, rejectReservedName } from './described.ts';
import type { Entry } from './entry.ts';
import { readExpression } from './expression-text.ts';
import type { FaultLog } from './faults.ts';
import { readIsPrivate } from './read-dataset.ts';
import type { Metric } from './types.ts';

/** A metric. What is wrong is in the log. */
export function readMetric(map: Entry, faults: FaultLog): Metric {
  const described = readDescribed(map, 'metric', faults);
  rejectReservedName(map, described, faults);
  const { text, expression } = readExpression(map, `The metric ${described.name}`, faults);
  const datatype = readDataType(map, faults);
  const isPrivate = readIsPrivate(map, faults);
  return Object.freeze<Metric>({ ...described, text, expression, ...(datatype && { datatype }), private: isPrivate });
}

/** A metric has to have an aggregate in it. Checked when references to metrics of datasets are known as such. */
export function checkAggregation(metrics: readonly Metric[], faults: FaultLog): void {
  for (const { name, text, expression, place } of metrics) {
    // Without a text the expression could not be read, which is a fault of its own.
    if (text !== '' && !canAggregate(expression)) {
      faults.add(place, 'E_UNAGGREGATED_FINER_GRAIN_REFERENCE', { metric: name });
    }
  }
}

/**
 * Whether an expression may be a metric as far as can be told before names are resolved: it aggregates, has
 * a window, refers to something by a bare name (which can only be a metric), or calls a function that is not known.
 */
const canAggregate = (expression: Expression): boolean =>
  someExpression(expression, e => {
    if (e.kind === 'window') return true;
    if (e.kind === 'reference') return e.parts.length === 1;
    return e.kind === 'call' && functionNamed(e.name)?.kind !== 'scalar';
  });
