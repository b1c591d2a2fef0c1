import { SophiaError } from '../../core/errors.ts';
import type { DashboardRevision, DashboardStore, DashboardSummary } from '../../core/ports/stores.ts';
import { itemBytes, pack, unpack } from './packed.ts';
import type { Item, Key, Table, Write } from './table.ts';

const headsKey = 'dashboards';
const headKey = (id: string): Key => ({ pk: headsKey, sk: id });
const revisionsKey = (id: string): string => `dashboard#${id}`;
/** Numbers in the order of their texts. */
const revisionText = (revision: number): string => String(revision).padStart(12, '0');
const revisionKey = (id: string, revision: number): Key => ({ pk: revisionsKey(id), sk: revisionText(revision) });

const revisionOf = async (item: Item, withSpec: boolean): Promise<DashboardRevision> => {
  const { operations, inverse } = (await unpack(item['edit'])) as Pick<DashboardRevision, 'operations' | 'inverse'>;
  return {
    dashboardId: String(item['dashboardId']),
    revision: Number(item['revision']),
    at: String(item['at']),
    by: String(item['by']),
    operations,
    inverse,
    ...(item['note'] === undefined ? {} : { note: String(item['note']) }),
    spec: withSpec ? await unpack(item['spec']) : null,
  };
};

const summaryOf = (item: Item): DashboardSummary => item['summary'] as DashboardSummary;

/**
 * Dashboards: an item for the latest revision of each, and one for every revision. Both change together and only when
 * the latest is the one that the edit was made on.
 */
export function dynamoDashboards(table: Table): DashboardStore {
  const added = async (revision: DashboardRevision): Promise<Write> => {
    const { dashboardId, at, by, note, operations, inverse } = revision;
    const [edit, spec] = await Promise.all([pack({ operations, inverse }), pack(revision.spec)]);
    if (edit.length + spec.length > itemBytes) {
      const reason = 'the dashboard is larger than an item may be.';
      throw new SophiaError('storage.failed', [], { store: 'The store of dashboards', reason });
    }
    return {
      Put: {
        Item: {
          ...revisionKey(dashboardId, revision.revision),
          dashboardId,
          revision: revision.revision,
          at,
          by,
          note,
          edit,
          spec,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    };
  };

  const read = async (id: string, revision: number): Promise<DashboardRevision | undefined> => {
    const item = await table.get(revisionKey(id, revision));
    return item && revisionOf(item, true);
  };

  /** The next revision of one that is there, or that was removed: then it is there again. */
  const advance = async (
    revision: DashboardRevision,
    summary: DashboardSummary,
    { update, condition }: { update: string; condition: string },
  ): Promise<boolean> =>
    table.transact([
      {
        Update: {
          Key: { ...headKey(summary.id) },
          UpdateExpression: `SET #revision = :revision, summary = :summary${update}`,
          ConditionExpression: `#revision = :before AND ${condition}(removed)`,
          ExpressionAttributeNames: { '#revision': 'revision' },
          ExpressionAttributeValues: {
            ':revision': revision.revision,
            ':before': revision.revision - 1,
            ':summary': summary,
          },
        },
      },
      await added(revision),
    ]);

  return {
    async create(revision, summary) {
      return table.transact([
        {
          Put: {
            Item: { ...headKey(summary.id), revision: revision.revision, summary },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        await added(revision),
      ]);
    },
    async get(id) {
      const head = await table.get(headKey(id));
      if (head === undefined || head['removed'] === true) return undefined;
      const latest = await read(id, Number(head['revision']));
      return latest && { ...latest, since: Number(head['since'] ?? 1) };
    },
    async list() {
      const found: DashboardSummary[] = [];
      const heads = table.query({
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': headsKey },
      });
      for await (const item of heads) if (item['removed'] !== true) found.push(summaryOf(item));
      return found;
    },
    append: (revision, summary) => advance(revision, summary, { update: '', condition: 'attribute_not_exists' }),
    revive: (revision, summary) =>
      advance(revision, summary, { update: ', since = :revision REMOVE removed', condition: 'attribute_exists' }),
    at: read,
    async history(id, { after = 0, before = 999_999_999_999, limit }) {
      const found: DashboardRevision[] = [];
      if (limit <= 0 || before - after <= 1) return found;
      const items = table.query({
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': revisionsKey(id),
          ':from': revisionText(after + 1),
          ':to': revisionText(before - 1),
        },
        ScanIndexForward: false,
        Limit: limit,
      });
      for await (const item of items) {
        found.push(await revisionOf(item, false));
        if (found.length >= limit) break;
      }
      return found;
    },
    // As a transaction, so that a repeat of a request that came through does not find the dashboard removed.
    remove: (id, revision) =>
      table.transact([
        {
          Update: {
            Key: { ...headKey(id) },
            UpdateExpression: 'SET removed = :yes',
            ConditionExpression: '#revision = :revision AND attribute_not_exists(removed)',
            ExpressionAttributeNames: { '#revision': 'revision' },
            ExpressionAttributeValues: { ':yes': true, ':revision': revision },
          },
        },
      ]),
  };
}
