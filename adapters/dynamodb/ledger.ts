import type { Ledger, LedgerEntry } from '../../core/ports/stores.ts';
import { Changes } from './changes.ts';
import {
  budgetKey,
  counted,
  countsOf,
  entryKey,
  entryOf,
  openKey,
  type Place,
  type Reservation,
  reservationKey,
  reservationOf,
  sumKey,
  totalOf,
} from './ledger-items.ts';
import { ttlOf } from './sessions.ts';
import type { Item, Table, Write } from './table.ts';

/** A reservation this old belongs to a process that died: no query runs so long. Milliseconds. */
const forgottenAfter = 3_600_000;
/** Seconds that amounts of a day are kept: seven years, as long as books are. */
const keptSeconds = 7 * 366 * 86_400;

const ttl = (day: string): number => ttlOf(`${day}T00:00:00.000Z`) + keptSeconds;

/** An entry goes in when the one it replaces is still the one that was read. */
const entryWrite = (entry: LedgerEntry, before: Item | undefined): Write => ({
  Put: {
    Item: {
      ...entryKey(entry.queryId),
      ...entry,
      version: Number(before?.['version'] ?? 0) + 1,
      expires_at: ttl(entry.day),
    },
    ConditionExpression: before ? '#version = :version' : 'attribute_not_exists(pk)',
    ...(before && {
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':version': before['version'] },
    }),
  },
});

/** Both items of a reservation go, or it is somebody else's by now. */
const forgetting = (reservation: Reservation): Write[] => [
  {
    Delete: {
      Key: { ...reservationKey(reservation.queryId) },
      ConditionExpression: '#at = :at AND amount = :amount',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':at': reservation.at, ':amount': reservation.amount },
    },
  },
  { Delete: { Key: { ...openKey(reservation, reservation.queryId) } } },
];

const reserving = (reservation: Reservation): Write[] => {
  const end = { expires_at: ttl(reservation.day) };
  return [
    {
      Put: {
        Item: { ...reservationKey(reservation.queryId), ...reservation, ...end },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    { Put: { Item: { ...openKey(reservation, reservation.queryId), ...reservation, ...end } } },
  ];
};

/**
 * Costs and budgets. What a persona has spent and set aside on a day is one number, changed in one transaction with
 * the entries and reservations it is made of: of many that reserve at once no more pass than fit.
 */
export function dynamoLedger(table: Table): Ledger {
  const reservationFor = async (queryId: string): Promise<Reservation | undefined> => {
    const item = await table.get(reservationKey(queryId));
    return item && reservationOf(item);
  };

  const giveBack = (reservation: Reservation): Promise<boolean> => {
    const changes = new Changes();
    changes.add(budgetKey(reservation), { committed: -reservation.amount }, ttl(reservation.day));
    return table.transact([...forgetting(reservation), ...changes.writes()]);
  };

  const release = async (queryId: string): Promise<void> => {
    for (;;) {
      const reservation = await reservationFor(queryId);
      if (!reservation || (await giveBack(reservation))) return;
    }
  };

  const committed = async (place: Place): Promise<number> =>
    Number((await table.get(budgetKey(place)))?.['committed'] ?? 0);

  /** Gives back what dead processes set aside; true when there was any. */
  const reclaim = async (place: Place, at: string): Promise<boolean> => {
    const oldest = new Date(Date.parse(at) - forgottenAfter).toISOString();
    const { pk, sk } = openKey(place, '');
    let any = false;
    const open = table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
    });
    for await (const item of open) {
      if (String(item['at']) < oldest && (await giveBack(reservationOf(item)))) any = true;
    }
    return any;
  };

  /** True when it is set aside, false when it does not fit. */
  const setAside = async (reservation: Reservation, limit: number): Promise<boolean> => {
    const { day, persona, amount } = reservation;
    for (;;) {
      if ((await committed(reservation)) + amount > limit) return false;
      const done = await table.transact([
        {
          Update: {
            Key: { ...budgetKey({ day, persona }) },
            UpdateExpression: 'SET #ttl = :ttl ADD committed :amount',
            ConditionExpression: 'attribute_not_exists(committed) OR committed <= :room',
            ExpressionAttributeNames: { '#ttl': 'expires_at' },
            ExpressionAttributeValues: { ':amount': amount, ':room': limit - amount, ':ttl': ttl(day) },
          },
        },
        ...reserving(reservation),
      ]);
      if (done) return true;
      // Somebody was faster, or the same query reserved twice at once: look again.
      await release(reservation.queryId);
    }
  };

  const settle = async (entry: LedgerEntry): Promise<void> => {
    for (;;) {
      const [reservation, before] = await Promise.all([
        reservationFor(entry.queryId),
        table.get(entryKey(entry.queryId)),
      ]);
      const changes = new Changes();
      const count = (each: LedgerEntry, sign: 1 | -1) => {
        const amounts = Object.entries(countsOf(each)).map(([name, amount]) => [name, sign * amount]);
        changes.add(sumKey(each), Object.fromEntries(amounts), ttl(each.day));
        changes.add(budgetKey(each), { committed: sign * totalOf(each) }, ttl(each.day));
      };
      count(entry, 1);
      if (before) count(entryOf(before), -1);
      if (reservation) changes.add(budgetKey(reservation), { committed: -reservation.amount }, ttl(reservation.day));
      const forgotten = reservation ? forgetting(reservation) : [];
      if (await table.transact([entryWrite(entry, before), ...forgotten, ...changes.writes()])) return;
    }
  };

  return {
    async reserve({ limit, ...reservation }) {
      await release(reservation.queryId);
      if (await setAside(reservation, limit)) return true;
      return (await reclaim(reservation, reservation.at)) && setAside(reservation, limit);
    },
    settle,
    release,
    async entry(queryId) {
      const item = await table.get(entryKey(queryId));
      return item && entryOf(item);
    },
    async daily({ from, to, username, persona }) {
      const sums = new Map<string, DailySum>();
      for (const month of monthsBetween(from, to)) {
        const items = table.query({
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':pk': `month#${month}`, ':from': `["${from}"`, ':to': `["${to}"~` },
        });
        for await (const item of items) {
          const [day, by, user] = JSON.parse(item.sk) as [string, string, string];
          if ((username ?? user) !== user || (persona ?? by) !== by || Number(item['queries']) === 0) continue;
          const key = JSON.stringify([day, by]);
          sums.set(key, added(sums.get(key) ?? { day, persona: by, ...nothing }, item));
        }
      }
      return [...sums.values()].sort((a, b) => compare(a.day, b.day) || compare(a.persona, b.persona));
    },
  };
}

type DailySum = Awaited<ReturnType<Ledger['daily']>>[number];

const nothing = { queries: 0, cached: 0, model: 0, database: 0, compute: 0, bytesScanned: 0 };
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const added = (sum: DailySum, item: Item): DailySum => ({
  ...sum,
  ...Object.fromEntries(counted.map(name => [name, sum[name] + Number(item[name] ?? 0)])),
});

/** YYYY-MM of every month that a day of the range is in. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  const month = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  while (month.toISOString().slice(0, 7) <= to.slice(0, 7) && months.length < 1_200) {
    months.push(month.toISOString().slice(0, 7));
    month.setUTCMonth(month.getUTCMonth() + 1);
  }
  return months;
}
