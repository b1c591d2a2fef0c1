import type { AgentRequest } from '../agents/agents.ts';
import { agentOf } from '../agents/source.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { type NotApplied, narrowAll } from './narrow.ts';
import type { DashboardSpec, Tile } from './spec.ts';
import type { View } from './view.ts';

/** Kinds where a row of all together stands well above those of its parts; drawn, it would be one of them. */
const showsAll: ReadonlySet<Tile['kind']> = new Set(['number', 'gauge', 'table', 'list']);

/** What a tile asks of an agent; `notApplied` tells what of the view did not reach it, once it was asked. */
export function agentTileRequest(
  tile: Tile,
  spec: DashboardSpec,
  view: View,
  model: ResolvedModel,
): Pick<AgentRequest, 'agent' | 'choices' | 'narrow' | 'parts'> & { notApplied(): readonly NotApplied[] } {
  const { source } = tile;
  const name = source && agentOf(source.source);
  if (!source || !name) throw new Error(`Tile ${tile.id} asks no agent.`);
  let filters: readonly NotApplied[] = [];
  const parameters = Object.fromEntries(
    Object.entries(source.parameters ?? {}).map(([key, value]) => [
      key,
      typeof value === 'boolean' ? String(value) : value,
    ]),
  );
  const isWindowed = tile.time?.pinned !== true && (view.time?.range ?? spec.time?.range) !== undefined;
  const reason = 'An agent has windows of its own: change them in the parameters of the tile.';
  return {
    agent: { name, calculation: source.query, parameters },
    choices: {},
    parts: !showsAll.has(tile.kind),
    narrow(plans) {
      const narrowed = narrowAll(plans, tile, spec, view, model);
      filters = narrowed.notApplied;
      return narrowed.plans;
    },
    notApplied: () => (isWindowed ? [...filters, { what: 'time', reason }] : filters),
  };
}
