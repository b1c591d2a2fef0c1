import type { Computation } from '../agents/types.ts';
import type { Persona } from '../identity/persona.ts';
import { ledgerDay } from '../ledger/cost.ts';
import type { Clock } from '../ports/clock.ts';
import type { AuditEvent, Ledger, Turn } from '../ports/stores.ts';
import type { Answer, Cost } from './types.ts';

/** What is written down of an answer besides itself: what it cost, and who was shown what. */

/** A question that ran nothing of its own is entered at its compute cost; a run has entered itself. */
export async function enterCost(ledger: Ledger, clock: Clock, asked: Turn, answer: Answer): Promise<void> {
  if (answer.cost.database > 0 && !answer.computation) return;
  const { database, compute } = answer.computation ? cachedCost(answer.computation) : answer.cost;
  // An answer that failed does not know what reading the question has cost.
  const entered = answer.status === 'answered' ? undefined : await ledger.entry(asked.queryId);
  const model = Math.max(answer.cost.model, entered?.model ?? 0);
  await ledger.settle({
    queryId: asked.queryId,
    username: asked.username,
    persona: asked.persona,
    day: ledgerDay(new Date(asked.askedAt)),
    model,
    database,
    compute,
    bytesScanned: 0,
    cached: answer.cached,
    at: clock.now().toISOString(),
  });
}

/** Of an agent's answer: the runs of its inputs have entered themselves, what came from the cache has not. */
function cachedCost({ inputs }: Computation): Pick<Cost, 'database' | 'compute'> {
  const known = inputs.flatMap(({ runs }) => runs).filter(({ cached }) => cached);
  return { database: 0, compute: known.reduce((sum, { cost }) => sum + cost.compute, 0) };
}

export function auditEvent(asked: Turn, persona: Persona, answer: Answer, at: Date): AuditEvent {
  const shown = {
    columns: answer.results?.columns.map(column => column.name) ?? [],
    rows: answer.results?.rows.length ?? 0,
  };
  return {
    at: at.toISOString(),
    actor: asked.username,
    action: 'query.ask',
    target: asked.queryId,
    outcome: outcomeOf(answer),
    details: {
      question: asked.question,
      persona: persona.name,
      status: answer.status,
      sql: answer.sql,
      cached: answer.cached,
      ...shown,
    },
  };
}

const outcomeOf = ({ status }: Answer): 'ok' | 'refused' | 'failed' =>
  status === 'answered' ? 'ok' : status === 'refused' || status === 'clarify' ? 'refused' : 'failed';
