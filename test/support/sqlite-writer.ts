/**
 * A process that writes turns, ledger entries and audit events into a state folder as fast as it can, and prints the
 * id of each that was acknowledged. Run by the crash test, which kills it.
 */
import { writeSync } from 'node:fs';
import { openSqliteStores } from '../../adapters/sqlite/stores.ts';

const [directory = '', name = ''] = process.argv.slice(2);
const stores = await openSqliteStores({ directory });
const at = '2025-01-01T00:00:00.000Z';
const common = { username: 'ann', persona: 'analyst' };

for (let number = 0; ; number++) {
  const queryId = `${name}-${number}`;
  const turn = { ...common, queryId, sessionId: name, askedAt: at, question: 'q', status: 'answered' as const };
  const cost = { model: 0, database: 1, compute: 0, bytesScanned: 10, cached: false };
  await Promise.all([
    stores.conversations.put({ ...turn, answer: { text: 'x'.repeat(number % 3000) } }),
    stores.ledger.settle({ ...common, ...cost, queryId, day: '2025-01-01', at }),
    stores.audit.append({ at, actor: 'ann', action: 'query', target: queryId, outcome: 'ok', details: {} }),
  ]);
  // Synchronous: what stands on the pipe was acknowledged, however the process ends.
  writeSync(1, `${queryId}\n`);
}
