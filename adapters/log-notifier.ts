import type { Clock } from '../core/ports/clock.ts';
import { systemClock } from '../core/ports/clock.ts';
import type { Notifier } from '../core/ports/notifier.ts';

/** Notifications as JSON lines: `at`, `severity`, `subject`, `text`; to standard error by default. */
export function createLogNotifier(
  options: { clock?: Clock | undefined; write?: ((line: string) => void) | undefined } = {},
): Notifier {
  const { clock = systemClock, write = line => process.stderr.write(line) } = options;
  return {
    async notify({ severity, subject, text }) {
      write(`${JSON.stringify({ at: clock.now().toISOString(), severity, subject, text })}\n`);
    },
  };
}
