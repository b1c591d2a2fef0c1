import { Copy, Download } from 'lucide-react';
import { csvPath } from '../api/client.ts';
import type { AnswerColumn, AnswerReply, Results } from '../api/types.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { type Chart, prepareChart } from '../charts/prepare.ts';
import { useApp } from '../context.ts';
import { formatCount } from '../format.ts';
import { ResultTable } from '../table/result-table.tsx';
import { tabSeparated } from '../table/tab-separated.ts';
import { copyText } from '../ui/clipboard.ts';
import { BigNumbers } from './big-numbers.tsx';
import { resultTitle } from './result-title.ts';

/** The result as the fit picture and as a table. One number needs neither. */
export function ResultView({ answer, results }: { answer: AnswerReply; results: Results }) {
  const chart = prepareChart(results, answer.chart ?? undefined, asOf(answer));
  const title = answer.computation?.title ?? resultTitle(results.columns);
  const chartTitle = chart === undefined ? title : resultTitle(drawnColumns(chart));
  if (results.rows.length === 0) return <p className="mt-4 text-muted">No rows match the question.</p>;
  const one =
    results.rows.length === 1 &&
    results.columns.length <= 4 &&
    results.columns.some(column => column.role === 'measure');
  return (
    <section className="mt-4" aria-label={title}>
      {one ? <BigNumbers columns={results.columns} row={results.rows[0] ?? []} /> : null}
      {chart === undefined ? null : (
        <ChartPanel chart={chart} title={chartTitle} said={isSame(chartTitle, answer.question)} />
      )}
      {one ? null : (
        <div className={chart === undefined ? '' : 'mt-5'}>
          <TableHead answer={answer} results={results} />
          <ResultTable results={results} label={title} />
        </div>
      )}
    </section>
  );
}

/** What of a result a chart shows. */
function drawnColumns(chart: Chart): readonly AnswerColumn[] {
  if ('drawn' in chart) return chart.drawn;
  return chart.kind === 'heatMap' ? [chart.row, chart.x, chart.y] : [chart.y, chart.x];
}

/** Whether a title only repeats the question above it. */
const isSame = (title: string, question: string): boolean =>
  title.toLocaleLowerCase() ===
  question
    .trim()
    .replace(/[?.!]+$/, '')
    .toLocaleLowerCase();

/** Data is known up to when it was written, and no later than when it was asked for. */
const asOf = ({ asked_at, freshness }: AnswerReply): number =>
  Math.min(...[asked_at, freshness].map(at => Date.parse(at ?? '')).filter(at => !Number.isNaN(at)));

function TableHead({ answer, results }: { answer: AnswerReply; results: Results }) {
  const { store } = useApp();
  const count = results.rows.length;
  const rows = `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`;
  const copy = async () => {
    const done = await copyText(tabSeparated(results));
    store.dispatch({ kind: 'told', text: done ? 'Table copied' : 'The browser did not allow copying' });
  };
  return (
    <div className="mb-1 flex items-center gap-1">
      <span className="numbers mr-2 text-12 text-muted">
        {results.truncated ? `First ${rows}; there are more` : rows}
      </span>
      <button type="button" className="button-quiet text-12" onClick={() => void copy()}>
        <Copy size={13} aria-hidden />
        Copy
      </button>
      <a className="button-quiet text-12" href={csvPath(answer.query_id)} download={`${answer.query_id}.csv`}>
        <Download size={13} aria-hidden />
        CSV
      </a>
    </div>
  );
}
