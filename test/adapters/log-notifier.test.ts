import { expect, test } from '@jest/globals';
import { createLogNotifier } from '../../adapters/log-notifier.ts';

test('a notification is one JSON line, whatever its text', async () => {
  const lines: string[] = [];
  const clock = { now: () => new Date('2025-01-02T03:04:05Z') };
  const notifier = createLogNotifier({ clock, write: line => lines.push(line) });
  const notification = { subject: 'Disk "full"', text: 'line 1\nline 2 \u001b[31m', severity: 'critical' as const };
  await notifier.notify(notification);
  expect(lines).toHaveLength(1);
  expect(lines[0]!.match(/[\n\u001b]/g)).toEqual(['\n']);
  expect(JSON.parse(lines[0]!)).toEqual({ at: '2025-01-02T03:04:05.000Z', ...notification });
});
