import type { ModelFault, ModelMetric } from '../api/types.ts';
import { formatCell } from '../format.ts';
import type { FieldEntry } from './compose.ts';

const row = 'block min-h-(--touch) w-full rounded-base px-2 py-2 text-left hover:bg-hover aria-pressed:bg-accent-soft';

interface MetricListProps {
  readonly metrics: readonly ModelMetric[];
  readonly chosen: string | undefined;
  readonly onChoose: (name: string) => void;
}

export function MetricList({ metrics, chosen, onChoose }: MetricListProps) {
  return (
    <section aria-labelledby="metrics">
      <h2 id="metrics" className="px-2 pb-1 text-12 text-muted">
        Metrics
      </h2>
      <ul className="-mx-2 md:mx-0">
        {metrics.map(metric => (
          <li key={metric.name}>
            <button
              type="button"
              className={row}
              aria-pressed={metric.name === chosen}
              onClick={() => onChoose(metric.name)}
            >
              <span className="font-semibold">{metric.label}</span>{' '}
              {metric.unit ? <span className="ml-1 text-12 text-muted">{metric.unit}</span> : null}
              {metric.description ? <span className="block text-muted">{metric.description}</span> : null}
              <Synonyms of={metric} />
            </button>
          </li>
        ))}
        {metrics.length === 0 ? <li className="px-2 text-muted">No metric is called that.</li> : null}
      </ul>
    </section>
  );
}

interface FieldListProps {
  readonly entries: readonly FieldEntry[];
  readonly metric: ModelMetric | undefined;
  readonly chosen: readonly string[];
  readonly onChoose: (name: string) => void;
}

export function FieldList({ entries, metric, chosen, onChoose }: FieldListProps) {
  const byDataset = Map.groupBy(entries, ({ dataset }) => dataset);
  return (
    <section aria-labelledby="fields">
      <h2 id="fields" className="px-2 pb-1 text-12 text-muted">
        {metric === undefined ? 'Fields' : `${metric.label} by`}
      </h2>
      {[...byDataset].map(([dataset, own]) => (
        <div key={dataset.name} className="mb-4">
          <h3 className="px-2 pt-1 font-semibold" title={dataset.description ?? undefined}>
            {dataset.label}
          </h3>
          <ul className="-mx-2 md:mx-0">
            {own.map(({ field }) => (
              <li key={field.name}>
                <button
                  type="button"
                  className={`${row} disabled:hover:bg-transparent`}
                  aria-pressed={chosen.includes(field.name)}
                  disabled={metric === undefined}
                  onClick={() => onChoose(field.name)}
                >
                  <span className="flex items-baseline gap-3">
                    <span className="shrink-0">{field.label}</span>{' '}
                    <span className="min-w-0 truncate text-12 text-muted" title={field.description ?? undefined}>
                      {field.description ?? samples(field.values ?? [])}
                    </span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {entries.length === 0 ? <p className="px-2 text-muted">No field is called that.</p> : null}
    </section>
  );
}

/** What of the model can't be computed, for whoever writes it. */
export function FaultSection({ faults }: { faults: readonly ModelFault[] }) {
  if (faults.length === 0) return null;
  return (
    <section aria-labelledby="faults" className="mt-6">
      <h2 id="faults" className="px-2 pb-1 text-12 text-muted">
        What the data can’t answer
      </h2>
      <ul>
        {faults.map(({ path, message, mend }) => (
          <li key={path} className="px-2 py-2">
            <span className="break-words">{message}</span> <span className="text-muted">{mend}</span>
            <span className="block break-words font-mono text-12 text-muted">{path}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Synonyms = ({ of: { synonyms = [] } }: { of: ModelMetric }) =>
  synonyms.length === 0 ? null : <span className="block text-12 text-muted">Also: {synonyms.join(', ')}</span>;

const samples = (values: NonNullable<FieldEntry['field']['values']>): string =>
  values
    .slice(0, 4)
    .map(value => formatCell(value, { type: 'string' }))
    .join(', ');
