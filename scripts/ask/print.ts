import { styleText } from 'node:util';
import type { Answer } from '../../core/answer/types.ts';
import type { Persona } from '../../core/identity/persona.ts';
import { dollarsText, totalCost } from '../../core/ledger/cost.ts';
import type { Platform } from '../../local/platform.ts';
import { answerQuestion } from './batch.ts';
import { terminalTable } from './table.ts';

const mostRows = 100;
const quiet = (text: string) => styleText('dim', text, { stream: process.stdout });
const strong = (text: string) => styleText('bold', text, { stream: process.stdout });

/** Asks, and prints the answer for a person; gives its status. */
export async function printAnswer(platform: Platform, persona: Persona, question: string): Promise<Answer['status']> {
  const answer = await answerQuestion(platform, persona, { question, conversation: [], choices: {} });
  process.stdout.write(`${linesOf(answer).join('\n')}\n`);
  return answer.status;
}

function linesOf(answer: Answer): string[] {
  const lines = [strong(answer.sentence)];
  const { results } = answer;
  if (results && results.rows.length > 0) {
    lines.push('', terminalTable(results.columns, results.rows.slice(0, mostRows)));
    if (results.rows.length > mostRows)
      lines.push(quiet(`… and ${results.rows.length - mostRows} more; --json has all.`));
  }
  for (const { text, start, end, reason } of answer.notUnderstood) {
    lines.push(`Not understood: ${text || `${start}–${end}`} (${reason})`);
  }
  if (answer.clarification)
    lines.push('', ...answer.clarification.options.map(option => `  ${option.label}: ${option.question}`));
  if (answer.suggestions.length > 0) lines.push('', 'You could ask:', ...answer.suggestions.map(each => `  ${each}`));
  const notes = [...answer.assumptions.map(each => each.text), ...answer.restrictions];
  if (notes.length > 0) lines.push('', ...notes.map(quiet));
  if (answer.status === 'answered') lines.push('', quiet(footer(answer)));
  return lines;
}

function footer(answer: Answer): string {
  const cost = `${dollarsText(totalCost(answer.cost))} on AWS by estimate`;
  return [`${answer.executionTime.toFixed(3)} s`, cost, answer.freshness && `data as of ${answer.freshness}`]
    .filter(Boolean)
    .join(' · ');
}
