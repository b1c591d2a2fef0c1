/**
 * A process that edits one dashboard of a state folder as fast as it can, against others that do the same, and prints
 * the revision of each edit that was accepted. Run by the crash test, which kills it.
 */
import { writeSync } from 'node:fs';
import { openSqliteStores } from '../../adapters/sqlite/stores.ts';

const [directory = '', name = ''] = process.argv.slice(2);
const { dashboards } = await openSqliteStores({ directory });
const at = '2025-01-01T00:00:00.000Z';
const edited = (revision: number) => ({
  edit: {
    dashboardId: 'board',
    revision,
    at,
    by: name,
    operations: [{ kind: 'retitle', value: `${name} ${revision}` }],
    inverse: [],
    spec: { title: `${name} ${revision}`, text: 'x'.repeat(revision % 3000) },
  },
  summary: {
    id: 'board',
    revision,
    title: name,
    tiles: 0,
    createdAt: at,
    createdBy: name,
    updatedAt: at,
    updatedBy: name,
  },
});

const first = edited(1);
await dashboards.create(first.edit, first.summary);
for (;;) {
  const { revision = 0 } = (await dashboards.get('board')) ?? {};
  const { edit, summary } = edited(revision + 1);
  // Synchronous: what stands on the pipe was accepted, however the process ends.
  if (await dashboards.append(edit, summary)) writeSync(1, `${edit.revision}\n`);
}
