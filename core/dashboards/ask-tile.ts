import { agentOf } from '../agents/source.ts';
import { usualRows } from '../answer/most-rows.ts';
import type { Answer } from '../answer/types.ts';
import { randomId } from '../identity/secrets.ts';
import type { Plan } from '../plan/schema.ts';
import type { Cell } from '../ports/query-engine.ts';
import { agentTileRequest } from './agent-tile.ts';
import type { LoaderOptions, LoadRequest } from './load.ts';
import type { NotApplied } from './narrow.ts';
import { rowLimit } from './row-limit.ts';
import type { Tile } from './spec.ts';
import { tilePlans } from './tile-plans.ts';
import { isCut, totalCells, totalsPlan, wantsTotals, withSummed } from './totals.ts';

type Asked = Tile & { plan: Plan };

/** Whether a tile shows what an agent computes. */
export const isAgentTile = ({ source }: Tile): boolean => source !== undefined && agentOf(source.source) !== undefined;

/** The data of a tile with a plan or an agent, as a view narrows it. @throws engine.*, plan.* */
export const askTile = (
  options: LoaderOptions,
  request: LoadRequest,
  tile: Tile,
  queryId: string,
  now: Date,
): Promise<Answered> => (isAgentTile(tile) ? askAgent : askPlans)(options, request, tile as Asked, queryId, now);

/** One plan as the viewer. */
export const ask = (
  { answerer }: LoaderOptions,
  { username, persona, signal }: LoadRequest,
  plan: Plan,
  queryId: string,
  now: Date,
  maxRows?: number,
): Promise<Answer> => answerer.answerPlan({ queryId, username, persona, plan, now, maxRows, signal });

/** What a tile's data came to. */
export interface Answered {
  readonly answer: Answer;
  readonly small?: Answer | undefined;
  /** Where the rows are not all that there are: their totals over all, as answered and by the columns of `answer`. */
  readonly whole?: { readonly answer: Answer; readonly cells: readonly Cell[] } | undefined;
  readonly notApplied: readonly NotApplied[];
}

/** The tile's plan, and that of its sparkline. */
async function askPlans(
  options: LoaderOptions,
  request: LoadRequest,
  tile: Asked,
  queryId: string,
  now: Date,
): Promise<Answered> {
  const { main, sparkline, notApplied } = tilePlans(tile, request.spec, request.view, options.model);
  const wanted = rowLimit(tile.kind, main);
  const longest = wanted > usualRows ? wanted : undefined;
  const [answer, small] = await Promise.all([
    ask(options, request, main, queryId, now, longest),
    sparkline && ask(options, request, sparkline, randomId('qry'), now),
  ]);
  const { results } = answer;
  if (!wantsTotals(tile) || !results) return { answer, small, notApplied };
  const columns = withSummed(results.columns, main, options.model);
  const summed = { ...answer, results: { ...results, columns } };
  const plan = isCut(answer) ? totalsPlan(main, columns) : undefined;
  if (!plan) return { answer: summed, small, notApplied };
  const total = await ask(options, request, plan, randomId('qry'), now);
  return { answer: summed, small, whole: { answer: total, cells: totalCells(main, columns, total) }, notApplied };
}

/** The tile's agent, narrowed by the filters that all it reads can take. */
async function askAgent(
  { answerer, model }: LoaderOptions,
  { username, persona, spec, view, signal }: LoadRequest,
  tile: Tile,
  queryId: string,
  now: Date,
): Promise<Answered> {
  const request = agentTileRequest(tile, spec, view, model);
  const answer = await answerer.answerAgent({ ...request, queryId, username, persona, now, signal });
  return { answer, notApplied: request.notApplied() };
}
