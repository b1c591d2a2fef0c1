import type { Cell } from '../../core/ports/query-engine.ts';
import type { Verdict } from './evaluate.ts';

const shownRows = 5;

/** Prints what was wrong with its rows, what was refused, and the score. */
export function printReport(verdicts: readonly Verdict[], quiet: boolean): void {
  const lines = verdicts.flatMap(verdict => (quiet ? [] : detailsOf(verdict)));
  const answerable = verdicts.filter(each => !each.mustRefuse);
  const unanswerable = verdicts.filter(each => each.mustRefuse);
  lines.push(...scoreOf('To be answered', answerable), ...scoreOf('To be refused', unanswerable));
  const wrong = verdicts.filter(each => each.verdict === 'wrong').length;
  const right = verdicts.filter(each => each.verdict === 'right').length;
  lines.push(`${right} right, ${wrong} wrong, ${verdicts.length - right - wrong} refused of ${verdicts.length}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

function detailsOf(verdict: Verdict): string[] {
  const { id, question, said, explanation, expected, got } = verdict;
  if (verdict.verdict === 'right') return [];
  if (verdict.verdict === 'refused') return [`REFUSED ${id}  ${question}`, `        ${said}`, ''];
  return [
    `WRONG   ${id}  ${question}`,
    `        said      ${said}`,
    ...(explanation ? [`        understood ${explanation}`] : []),
    `        expected  ${verdict.mustRefuse ? 'a refusal' : rowsText(expected)}`,
    `        got       ${rowsText(got)}`,
    '',
  ];
}

function rowsText(rows: readonly (readonly Cell[])[] | undefined): string {
  if (!rows) return 'nothing';
  const shown = rows.slice(0, shownRows).map(row => JSON.stringify(row));
  return `${rows.length} rows: ${shown.join(' ')}${rows.length > shownRows ? ' …' : ''}`;
}

function scoreOf(name: string, verdicts: readonly Verdict[]): string[] {
  if (verdicts.length === 0) return [];
  const share = (verdict: Verdict['verdict']) => {
    const number = verdicts.filter(each => each.verdict === verdict).length;
    return `${verdict} ${number} (${((100 * number) / verdicts.length).toFixed(1)} %)`;
  };
  const kinds: Verdict['verdict'][] = verdicts[0]?.mustRefuse ? ['right', 'wrong'] : ['right', 'wrong', 'refused'];
  return [`${name.padEnd(15)} ${String(verdicts.length).padStart(4)}: ${kinds.map(share).join(', ')}`];
}
