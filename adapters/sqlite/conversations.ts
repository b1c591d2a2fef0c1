import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ConversationStore, Turn } from '../../core/ports/stores.ts';
import type { Connection, Row } from './connection.ts';

const columns = 'query_id, session_id, username, persona, asked_at, question, status';

/** Turns looked through between two turns of the event loop while searching. */
const searchStep = 2000;

/** Characters of an answer that takes milliseconds to parse: others get their turn after each. */
const largeAnswer = 100_000;

/** Text as the search sees it: no matter the letter case and accents. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The answer without its rows: what a list of turns shows. */
function outlineOf(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('results' in answer)) return answer;
  return { ...answer, results: null };
}

const textOf = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

function turnOf(row: Row): Turn {
  return {
    queryId: String(row['query_id']),
    sessionId: String(row['session_id']),
    username: String(row['username']),
    persona: String(row['persona']),
    askedAt: String(row['asked_at']),
    question: String(row['question']),
    status: String(row['status']) as Turn['status'],
    ...(row['answer'] === null ? {} : { answer: JSON.parse(String(row['answer'])) }),
  };
}

/** Where a page of history ends: the turn of that number at that time, and all after it, are left out. */
interface Place {
  readonly askedAt: string;
  readonly number: number;
}

const place = (row: Row): Place => ({ askedAt: String(row['asked_at']), number: Number(row['number']) });

function placeBefore(connection: Connection, username: string, before: string | undefined): Place {
  if (before === undefined) return { askedAt: '\u{10ffff}', number: 0 };
  const turn = connection.first(
    'SELECT asked_at, number FROM turns WHERE query_id = ? AND username = ?',
    before,
    username,
  );
  return turn ? place(turn) : { askedAt: before, number: 0 };
}

export function sqliteConversations(connection: Connection): ConversationStore {
  /** Index only: the turns' numbers and what to search in. */
  const step = (username: string, from: Place, limit: number): Row[] =>
    connection.all(
      `SELECT number, asked_at, folded_question FROM turns
       WHERE username = ? AND (asked_at, number) < (?, ?)
       ORDER BY asked_at DESC, number DESC LIMIT ?`,
      username,
      from.askedAt,
      from.number,
      limit,
    );

  async function numbersOf(username: string, words: readonly string[], limit: number, before: string | undefined) {
    const numbers: number[] = [];
    let from = await connection.read(() => placeBefore(connection, username, before));
    for (;;) {
      const size = words.length === 0 ? limit : searchStep;
      const rows = await connection.read(() => step(username, from, size));
      for (const row of rows) {
        if (words.every(word => String(row['folded_question']).includes(word))) numbers.push(Number(row['number']));
      }
      const last = rows.at(-1);
      if (numbers.length >= limit || last === undefined || rows.length < size) return numbers.slice(0, limit);
      from = place(last);
      await nextTurn();
    }
  }

  return {
    put: turn =>
      connection.write(() => {
        connection.change(
          `INSERT INTO turns (${columns}, folded_question, answer, outline) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (query_id) DO UPDATE SET
             (session_id, username, persona, asked_at, question, status, folded_question, answer, outline) =
             (excluded.session_id, excluded.username, excluded.persona, excluded.asked_at, excluded.question,
              excluded.status, excluded.folded_question, excluded.answer, excluded.outline)`,
          turn.queryId,
          turn.sessionId,
          turn.username,
          turn.persona,
          turn.askedAt,
          turn.question,
          turn.status,
          folded(turn.question),
          textOf(turn.answer),
          textOf(outlineOf(turn.answer)),
        );
      }),
    get: queryId =>
      connection.read(() => {
        const row = connection.first(`SELECT ${columns}, answer FROM turns WHERE query_id = ?`, queryId);
        return row && turnOf(row);
      }),
    async list(sessionId, limit) {
      const rows = await connection.read(() =>
        connection
          .all(
            `SELECT ${columns}, answer FROM turns WHERE session_id = ? ORDER BY asked_at DESC, number DESC LIMIT ?`,
            sessionId,
            limit,
          )
          .reverse(),
      );
      const turns: Turn[] = [];
      for (const row of rows) {
        turns.push(turnOf(row));
        if (String(row['answer']).length > largeAnswer) await nextTurn();
      }
      return turns;
    },
    async history(username, { search, limit, before }) {
      const words = folded(search ?? '')
        .split(/\s+/)
        .filter(Boolean);
      const numbers = await numbersOf(username, words, limit, before);
      return connection.read(() =>
        numbers
          .map(number => connection.first(`SELECT ${columns}, outline AS answer FROM turns WHERE number = ?`, number))
          .filter(row => row !== undefined)
          .map(turnOf),
      );
    },
  };
}
