import { formatInstant } from '../format.ts';
import type { Alert } from './alerts-api.ts';

const looks = {
  new: { words: 'Not checked yet', look: 'bg-panel text-muted' },
  ok: { words: 'OK', look: 'bg-panel text-green' },
  pending: { words: 'Pending', look: 'bg-amber-soft text-ink' },
  firing: { words: 'Firing', look: 'bg-red-soft text-red' },
  error: { words: 'Not checked', look: 'bg-amber-soft text-ink' },
} as const;

/** The state of an alert in a word; since when on looking closer. */
export function StateBadge({ state, since }: Pick<Alert, 'state' | 'since'>) {
  const { words, look } = looks[state];
  return (
    <span
      className={`w-28 shrink-0 rounded-base px-2 py-0.5 text-center text-12 font-semibold ${look}`}
      title={`Since ${formatInstant(since)} UTC`}
    >
      {words}
    </span>
  );
}
