import { ChevronDown } from 'lucide-react';
import type { AnswerReply, Assumption } from '../api/types.ts';
import { useApp } from '../context.ts';
import type { Turn } from '../state/thread.ts';
import { Menu } from '../ui/menu.tsx';

const chip = 'inline-flex min-h-(--touch) max-w-full items-center gap-1 rounded-base px-2.5 py-1 text-left md:min-h-7';

/** What was assumed, each with the other ways it can be taken; choosing one asks again. */
export function AssumptionChips({ turn, answer }: { turn: Turn; answer: AnswerReply }) {
  const { actions } = useApp();
  if (answer.assumptions.length === 0) return null;
  const choose = ({ id, chosen }: Assumption, choice: string) => {
    if (choice === chosen) return;
    const choices = { ...turn.choices, [id]: choice };
    void actions.ask(turn.question, { choices, replaces: turn.key });
  };
  return (
    <ul className="mt-2.5 flex flex-wrap gap-1.5" aria-label="Assumed">
      {answer.assumptions.map(assumption => (
        <li key={assumption.id} className="max-w-full">
          {assumption.choices.length < 2 ? (
            <span className={`${chip} bg-hover text-soft`}>{assumption.text}</span>
          ) : (
            <Menu
              label={`${assumption.text}. Change`}
              items={assumption.choices}
              chosen={assumption.chosen}
              onChoose={choice => choose(assumption, choice)}
              className={`${chip} bg-accent-soft text-accent hover:text-accent-strong`}
            >
              <span className="min-w-0">{assumption.text}</span>
              <ChevronDown size={13} className="shrink-0" aria-hidden />
            </Menu>
          )}
        </li>
      ))}
    </ul>
  );
}
