import { useState } from 'react';
import type { ModelReply } from '../api/types.ts';
import { useApp, useAppState } from '../context.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { composed, fieldsOf, finds, toggled } from './compose.ts';
import { FaultSection, FieldList, MetricList } from './model-lists.tsx';

/** What can be asked: metrics and the fields they can be split by. Choosing composes a question. */
export default function ModelPage() {
  const { actions } = useApp();
  const model = useAppState(state => state.model);
  if (model.kind === 'loading') return <PageSkeleton />;
  if (model.kind === 'failed')
    return (
      <div className="page">
        <ProblemNote problem={model.problem} onRetry={() => void actions.loadModel()} />
      </div>
    );
  return <Browser model={model.value} />;
}

function Browser({ model }: { model: ModelReply }) {
  const [search, setSearch] = useState('');
  const [metricName, setMetricName] = useState<string>();
  const [fieldNames, setFieldNames] = useState<readonly string[]>([]);
  const metric = model.metrics.find(({ name }) => name === metricName);
  const entries = fieldsOf(model, metric);
  const chosen = fieldNames.flatMap(name => entries.find(({ field }) => field.name === name) ?? []);
  const wanted = search.trim();
  const metrics = model.metrics.filter(item => finds(wanted, item));
  const fields = entries.filter(({ field, dataset }) => finds(wanted, field) || finds(wanted, dataset));
  const chooseMetric = (name: string) => {
    setMetricName(name === metricName ? undefined : name);
    setFieldNames([]);
  };
  return (
    <div className="page">
      <h1 className="text-20 font-semibold">What can be asked</h1>
      {model.description ? <p className="mt-1 max-w-[44rem] text-muted">{model.description}</p> : null}
      <div className="sticky top-12 z-10 -mx-2 mt-2 bg-paper px-2 py-2 md:top-0">
        <Composer question={composed(metric, chosen)} />
      </div>
      <input
        type="search"
        className="field mt-2 max-w-[26rem]"
        placeholder="Find a metric or field"
        aria-label="Find a metric or field"
        value={search}
        onChange={event => setSearch(event.target.value)}
      />
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-6 md:grid-cols-2">
        <MetricList metrics={metrics} chosen={metricName} onChoose={chooseMetric} />
        <FieldList
          entries={fields}
          metric={metric}
          chosen={fieldNames}
          onChoose={name => setFieldNames(toggled(fieldNames, name))}
        />
      </div>
      <FaultSection faults={model.faults ?? []} />
    </div>
  );
}

function Composer({ question }: { question: string }) {
  const { store, actions } = useApp();
  const empty = question === '';
  const edit = () => {
    store.dispatch({ kind: 'typed', draft: question });
    actions.navigate({ page: 'ask' });
  };
  return (
    <div className="flex min-h-13 flex-wrap items-center gap-2 rounded-base bg-panel px-3 py-1.5">
      <output className={`min-w-0 flex-1 basis-48 text-15 ${empty ? 'text-muted' : 'font-semibold'}`}>
        {empty ? 'Choose a metric, then what to split it by' : question}
      </output>
      <button type="button" className="button" disabled={empty} hidden={empty} onClick={edit}>
        Edit
      </button>
      <button type="button" className="button-primary" disabled={empty} onClick={() => void actions.ask(question)}>
        Ask
      </button>
    </div>
  );
}
