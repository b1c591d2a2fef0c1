import type { Plan, PlanInput } from '../../plan/schema.ts';
import type { AnsweredTurn } from '../types.ts';

/** "and the return rate?": the number that was asked for last is the one that a bare "top 3" is about. */
export function focusOf(conversation: readonly AnsweredTurn[]): string | undefined {
  const shown = conversation.map(({ plan }) => namesOf(plan));
  const now = shown.at(-1) ?? [];
  if (now.length < 2) return undefined;
  for (let at = shown.length - 2; at >= 0; at--) {
    const before = shown[at] ?? [];
    const fresh = now.filter(name => !before.includes(name));
    if (fresh.length === 0) continue;
    return fresh.length === 1 && fresh.length < now.length ? fresh[0] : undefined;
  }
  return undefined;
}

const namesOf = (plan: Plan | PlanInput): string[] => (plan.measures ?? []).filter(m => !m.hidden).map(m => m.name);
