import { useApp } from '../context.ts';
import { formatInstant } from '../format.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useLoad } from '../ui/use-load.ts';
import { type Alert, type AlertEvent, alertHistory } from './alerts-api.ts';
import { eventWords } from './event-words.ts';

/** Everything that happened to an alert, newest first. */
export function AlertHistory({ alert }: { alert: Alert }) {
  const { api } = useApp();
  const { loaded, retry } = useLoad(`${alert.alert_id} ${alert.since}`, () => alertHistory(api, alert.alert_id));
  if (loaded.kind === 'loading') return <div className="skeleton mt-2 h-20" />;
  if (loaded.kind === 'failed') return <ProblemNote problem={loaded.problem} onRetry={retry} />;
  return (
    <ol aria-label={`History of ${alert.rule.title}`} className="mt-2 grid gap-1 border-l border-line pl-3 text-12">
      {loaded.value.map(event => (
        <li key={keyOf(event)} className="flex gap-x-3 max-md:flex-col">
          <time dateTime={event.at} className="numbers w-40 shrink-0 text-muted">
            {formatInstant(event.at)} UTC
          </time>
          <span className="min-w-0 break-words">{eventWords(event)}</span>
        </li>
      ))}
    </ol>
  );
}

const keyOf = (event: AlertEvent): string => JSON.stringify([event.at, event.kind, event.to, event.what, event.state]);
