import type { ConversationStore, Turn } from '../../core/ports/stores.ts';
import { PutOrder } from './order.ts';
import { itemBytes, pack, partsOf, unpack } from './packed.ts';
import { ttlOf } from './sessions.ts';
import type { Item, Key, Table, Write } from './table.ts';
import { conversationKey, folded, historyKey, members, outlineOf, partKey, turnKey, turnOf } from './turn-items.ts';

const day = 86_400;

/** An answer as it is stored: in the turn's item, or in parts beside it. */
interface Stored {
  readonly answer?: Uint8Array | undefined;
  readonly version?: string | undefined;
  readonly parts?: number | undefined;
}

/**
 * Conversations. A turn and its places in the conversation and in the history change together; the parts of an answer
 * that is larger than an item are written before the turn that names them, and read by no one until then.
 */
export function dynamoConversations(table: Table, keepDays: number): ConversationStore {
  const order = new PutOrder();
  const ttl = (turn: Turn): number => ttlOf(turn.askedAt) + keepDays * day;

  const store = async (turn: Turn): Promise<Stored> => {
    if (turn.answer === undefined) return {};
    const bytes = await pack(turn.answer);
    if (bytes.length <= itemBytes) return { answer: bytes };
    const version = crypto.randomUUID();
    const parts = partsOf(bytes);
    const puts = parts.map((part, index) => ({
      put: { ...partKey(turn.queryId, version, index), part, expires_at: ttl(turn) },
    }));
    await table.writeAll(puts);
    return { version, parts: parts.length };
  };

  const answerOf = async (item: Item): Promise<unknown> => {
    if (item['answer'] !== undefined) return unpack(item['answer']);
    const keys = partKeys(item);
    if (keys.length === 0) return undefined;
    const found = new Map((await table.getAll(keys)).map(part => [part.sk, part['part'] as Uint8Array]));
    if (found.size < keys.length) {
      // The turn was put again while it was read: its old parts are gone.
      const next = await table.get(turnKey(String(item['queryId'])));
      if (next && next['version'] !== item['version']) return answerOf(next);
    }
    return unpack(Buffer.concat(keys.map(({ sk }) => found.get(sk) ?? new Uint8Array())));
  };

  const read = async (item: Item): Promise<Turn> => turnOf(item, await answerOf(item));

  const writesOf = async (turn: Turn, stored: Stored, place: string, before: Item | undefined): Promise<Write[]> => {
    const outline = turn.answer === undefined ? undefined : await pack(outlineOf(turn.answer));
    // An outline that fits no item is made from the turn when somebody looks.
    const fits = outline === undefined || outline.length <= itemBytes;
    const common = { ...members(turn), place, expires_at: ttl(turn) };
    const same = before === undefined ? 'attribute_not_exists(pk)' : 'place = :place';
    return [
      {
        Put: {
          Item: { ...turnKey(turn.queryId), ...common, ...stored },
          ConditionExpression: same,
          ...(before && { ExpressionAttributeValues: { ':place': place } }),
        },
      },
      {
        Put: {
          Item: { pk: conversationKey(turn.sessionId), sk: place, queryId: turn.queryId, expires_at: ttl(turn) },
        },
      },
      {
        Put: {
          Item: {
            pk: historyKey(turn.username),
            sk: place,
            ...common,
            folded: folded(turn.question),
            ...(fits ? { outline } : { large: true }),
          },
        },
      },
      ...movedFrom(before, turn, place),
    ];
  };

  const put = async (turn: Turn): Promise<void> => {
    const stored = await store(turn);
    for (;;) {
      const before = await table.get(turnKey(turn.queryId));
      const place = before ? String(before['place']) : order.next(turn.askedAt, turn.queryId);
      if (!(await table.transact(await writesOf(turn, stored, place, before)))) continue;
      const left = before ? partKeys(before) : [];
      await table.writeAll(left.map(key => ({ delete: key })));
      return;
    }
  };

  const outlined = async (item: Item): Promise<Turn | undefined> => {
    if (item['large'] !== true) {
      return turnOf(item, item['outline'] === undefined ? undefined : await unpack(item['outline']));
    }
    const whole = await table.get(turnKey(String(item['queryId'])));
    return whole && turnOf(item, outlineOf(await answerOf(whole)));
  };

  const endOf = async (username: string, before: string | undefined): Promise<string> => {
    if (before === undefined) return '~';
    const turn = await table.get(turnKey(before));
    return turn?.['username'] === username ? String(turn['place']) : before;
  };

  return {
    put,
    async get(queryId) {
      const item = await table.get(turnKey(queryId));
      return item && read(item);
    },
    async list(sessionId, limit) {
      const ids: string[] = [];
      const places = table.query({
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': conversationKey(sessionId) },
        ScanIndexForward: false,
        Limit: Math.max(limit, 1),
      });
      for await (const item of places) {
        if (ids.length >= limit) break;
        ids.push(String(item['queryId']));
      }
      const items = new Map((await table.getAll(ids.map(turnKey))).map(item => [String(item['queryId']), item]));
      const found = ids.toReversed().flatMap(id => items.get(id) ?? []);
      return Promise.all(found.map(read));
    },
    async history(username, { search, limit, before }) {
      const words = folded(search ?? '')
        .split(/\s+/)
        .filter(Boolean);
      const turns: Turn[] = [];
      const items = table.query({
        KeyConditionExpression: 'pk = :pk AND sk < :end',
        ExpressionAttributeValues: { ':pk': historyKey(username), ':end': await endOf(username, before) },
        ScanIndexForward: false,
        // Without words to look for, one page is all that is wanted.
        ...(words.length === 0 && { Limit: Math.max(limit, 1) }),
      });
      if (limit <= 0) return turns;
      for await (const item of items) {
        if (!words.every(word => String(item['folded']).includes(word))) continue;
        const turn = await outlined(item);
        if (turn) turns.push(turn);
        if (turns.length >= limit) break;
      }
      return turns;
    },
  };
}

/** A turn that is put under another conversation or user leaves its old places. */
function movedFrom(before: Item | undefined, turn: Turn, place: string): Write[] {
  if (!before) return [];
  const moves: Write[] = [];
  if (before['sessionId'] !== turn.sessionId) {
    moves.push({ Delete: { Key: { pk: conversationKey(String(before['sessionId'])), sk: place } } });
  }
  if (before['username'] !== turn.username) {
    moves.push({ Delete: { Key: { pk: historyKey(String(before['username'])), sk: place } } });
  }
  return moves;
}

function partKeys(item: Item): Key[] {
  const version = item['version'];
  if (version === undefined) return [];
  return Array.from({ length: Number(item['parts']) }, (_, index) =>
    partKey(String(item['queryId']), String(version), index),
  );
}
