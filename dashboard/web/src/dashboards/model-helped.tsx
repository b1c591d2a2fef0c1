import { Bot } from 'lucide-react';
import { formatDollars } from '../format.ts';
import type { Generated } from './dashboards-api.ts';

/** What a language model read of a request, and what that cost: said before anybody takes it. */
export function ModelHelped({ generated }: { generated: Pick<Generated, 'by_language_model' | 'cost'> }) {
  const { by_language_model: words, cost } = generated;
  if (words.length === 0 && cost.bedrock_cost === 0) return null;
  return (
    <p role="note" className="flex items-start gap-2 rounded-base bg-accent-soft px-3 py-2 break-words">
      <Bot size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-accent" />
      <span>
        {words.length === 0
          ? 'A language model was asked and could not help.'
          : `Read by a language model: ${words.map(text => `“${text}”`).join(', ')}. Check that it is what you asked.`}
        {cost.bedrock_cost === 0 ? null : (
          <>
            {' '}
            It cost <span className="numbers">{formatDollars(cost.bedrock_cost)}</span>.
          </>
        )}
      </span>
    </p>
  );
}
