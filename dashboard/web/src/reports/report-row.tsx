import { useState } from 'react';
import { useApp, useAppState } from '../context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { formatInstant } from '../format.ts';
import { RowActions } from '../sharing/row-actions.tsx';
import { useWork } from '../ui/use-work.ts';
import { ReportRuns } from './report-runs.tsx';
import { viewWords } from './report-view.ts';
import { type Report, removeReport, saveReport, sendReport } from './reports-api.ts';
import { scheduleWords } from './schedule-form.ts';

interface Props {
  readonly report: Report;
  readonly dashboard: Pick<OpenedDashboard, 'role' | 'spec'>;
  readonly onEdit: () => void;
  readonly onChanged: () => void;
}

/** A report: when it comes, how the last one went, and what can be done with it. */
export function ReportRow({ report, dashboard: { role, spec }, onEdit, onChanged }: Props) {
  const { api, store } = useApp();
  const username = useAppState(({ session }) => (session.kind === 'signedIn' ? session.user.username : ''));
  const [runs, setRuns] = useState(false);
  const { busy, problem, run } = useWork();
  const { rule, persona, last_run: last, next_run_at: next } = report;
  const send = () =>
    run(async () => {
      await sendReport(api, report.report_id);
      store.dispatch({ kind: 'told', text: 'It is sent within seconds' });
    });
  const pause = (paused: boolean) =>
    run(() => saveReport(api, { rule: { ...rule, paused }, persona }, report.report_id).then(onChanged));
  const entries = [
    { id: 'runs', label: runs ? 'Hide the history' : 'History', run: () => setRuns(!runs) },
    ...(role === 'admin' || report.owner === username
      ? [
          { id: 'send', label: 'Send now', run: send },
          { id: 'pause', label: rule.paused ? 'Go on' : 'Pause', run: () => pause(!rule.paused) },
          { id: 'edit', label: 'Change', run: onEdit },
          {
            id: 'remove',
            label: 'Take away',
            run: () => run(() => removeReport(api, report.report_id).then(onChanged)),
          },
        ]
      : []),
  ];
  const view = viewWords(rule.view, spec);
  const facts = [
    scheduleWords(rule.schedule),
    `by ${report.owner}`,
    next === null ? 'paused' : `next ${formatInstant(next)} UTC`,
    last === null ? undefined : `last ${last.status} ${formatInstant(last.finished_at)} UTC`,
    view === undefined ? undefined : `filtered by ${view}`,
  ].filter(fact => fact !== undefined);
  return (
    <li className="py-2">
      <div className="min-w-0">
        <p className="truncate font-semibold">{rule.title}</p>
        <p className="numbers text-12 break-words text-muted">{facts.join(', ')}</p>
        {last?.status === 'failed' ? <p className="text-12 break-words text-red">{last.reason}</p> : null}
        {problem === undefined ? null : <p className="text-12 text-red">{problem.detail}</p>}
        <RowActions of={rule.title} actions={entries} busy={busy} />
      </div>
      {runs ? <ReportRuns report={report} /> : null}
    </li>
  );
}
