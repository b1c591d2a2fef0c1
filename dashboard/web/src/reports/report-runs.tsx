import { useApp } from '../context.ts';
import { formatInstant } from '../format.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useLoad } from '../ui/use-load.ts';
import { type Report, type ReportRun, reportRuns } from './reports-api.ts';

/** The runs of a report, newest first, with the files of each. */
export function ReportRuns({ report }: { report: Report }) {
  const { api } = useApp();
  const { loaded, retry } = useLoad(report.report_id, () => reportRuns(api, report.report_id));
  if (loaded.kind === 'loading') return <div className="skeleton mt-2 h-20" />;
  if (loaded.kind === 'failed') return <ProblemNote problem={loaded.problem} onRetry={retry} />;
  if (loaded.value.length === 0) return <p className="mt-2 text-12 text-muted">It has not come yet.</p>;
  return (
    <ol aria-label={`Runs of ${report.rule.title}`} className="mt-2 grid gap-1 border-l border-line pl-3 text-12">
      {loaded.value.map(run => (
        <li key={`${run.run_id} ${run.finished_at}`} className="flex gap-x-3 max-md:flex-col">
          <time dateTime={run.scheduled_for} className="numbers w-40 shrink-0 text-muted">
            {formatInstant(run.scheduled_for)} UTC
          </time>
          <span className="min-w-0 break-words">
            {runWords(run)}
            {run.files.map(file => (
              <a key={file.name} className="link ml-2 underline" href={file.url} download>
                {file.name}
              </a>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}

function runWords({ status, reason, missed, by, without }: ReportRun): string {
  const parts = [
    status === 'sent' ? 'Sent' : `Not sent: ${reason}`,
    by === 'hand' ? 'by hand' : undefined,
    missed > 0 ? `${missed} before it missed` : undefined,
    without.length > 0 ? `without ${without.join(', ')}` : undefined,
  ];
  return parts.filter(part => part !== undefined).join(', ');
}
