import { createHash } from 'node:crypto';
import { isSophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { stableJson } from '../plan/canonical.ts';
import type { Clock } from '../ports/clock.ts';
import type { DashboardHead, DashboardStore } from '../ports/stores.ts';
import type { DashboardCaller } from './access.ts';
import { builtInAuthor } from './built-in-author.ts';
import type { DashboardService } from './service.ts';
import type { DashboardSpec } from './spec.ts';
import { summaryOf } from './summary.ts';
import { specFromYaml } from './yaml.ts';

export interface BuiltInFile {
  /** What it is called in what is told. */
  readonly name: string;
  readonly text: string;
}

/**
 * What became of a file.
 * - made: it is there now; updated: it is as the file says now
 * - current: it was already
 * - kept: somebody changed it, and it stays as it is; its history tells of the newer file
 * - removed: an administrator took it away, and it stays away
 */
export interface BuiltInOutcome {
  readonly file: string;
  readonly id: string;
  readonly what: 'made' | 'updated' | 'current' | 'kept' | 'removed' | 'invalid';
  /** Why it is invalid. */
  readonly error?: unknown;
}

export interface BuiltInOptions {
  readonly dashboards: DashboardService;
  readonly store: DashboardStore;
  readonly clock: Clock;
  readonly personas: readonly Persona[];
}

/** Puts the dashboards of files among those that are stored. What people changed is never written over. */
export async function installBuiltIns(
  files: readonly BuiltInFile[],
  options: BuiltInOptions,
): Promise<BuiltInOutcome[]> {
  const outcomes: BuiltInOutcome[] = [];
  for (const { name, text } of files) {
    let id = name;
    try {
      const spec = specFromYaml(text);
      id = spec.id;
      outcomes.push({ file: name, id, what: await install(spec, options) });
    } catch (error) {
      if (!isSophiaError(error)) throw error;
      outcomes.push({ file: name, id, what: 'invalid', error });
    }
  }
  return outcomes;
}

const installedNote = 'Built in, file ';
const keptNote = 'Kept as it is, since people changed it; there is a newer file ';
/** Revisions that are looked through for the last one of ours. */
const mostRevisions = 1_000;

async function install(spec: DashboardSpec, options: BuiltInOptions): Promise<BuiltInOutcome['what']> {
  const { dashboards, store, personas } = options;
  const caller: DashboardCaller = { username: builtInAuthor, roles: ['admin'], personas };
  const digest = createHash('sha256').update(stableJson(spec)).digest('hex').slice(0, 12);
  const note = `${installedNote}${digest}`;
  const head = await store.get(spec.id);
  if (!head) {
    if (await store.at(spec.id, 1)) return 'removed';
    await dashboards.create(caller, spec, note);
    return 'made';
  }
  const ours = (await store.history(spec.id, { limit: mostRevisions })).filter(({ by }) => by === builtInAuthor);
  const installed = ours.find(revision => revision.note?.startsWith(installedNote));
  if (installed?.note === note) return 'current';
  const before = installed && (await store.at(spec.id, installed.revision));
  if (before && stableJson(before.spec) === stableJson(head.spec)) {
    const operations = [{ kind: 'replaceSpec', spec }];
    await dashboards.edit(caller, spec.id, { operations, baseRevision: head.revision, note });
    return 'updated';
  }
  if (!ours.some(revision => revision.note === `${keptNote}${digest}`)) {
    await tell(head, `${keptNote}${digest}`, options);
  }
  return 'kept';
}

/** A revision that changes nothing: the history is where people look for what became of their dashboard. */
async function tell(head: DashboardHead, note: string, { store, clock }: BuiltInOptions): Promise<void> {
  const first = (await store.at(head.dashboardId, 1)) ?? head;
  const at = clock.now().toISOString();
  const spec = head.spec as DashboardSpec;
  const { since: _, ...latest } = head;
  const told = {
    ...latest,
    revision: head.revision + 1,
    at,
    by: builtInAuthor,
    operations: [],
    inverse: [],
    note,
    spec,
  };
  // Somebody who edits at this very moment goes before; the next start tells it.
  await store.append(told, { ...summaryOf(told, { createdAt: first.at, createdBy: first.by }) });
}
