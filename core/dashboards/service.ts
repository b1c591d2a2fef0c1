import { isSophiaError, SophiaError } from '../errors.ts';
import { stableJson } from '../plan/canonical.ts';
import type { Clock } from '../ports/clock.ts';
import type { AuditLog, DashboardRevision, DashboardStore, DashboardSummary } from '../ports/stores.ts';
import { Models } from '../semantic/models.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { type DashboardCaller, dashboardRole, isFor, requireRole } from './access.ts';
import type { Attachments } from './attachments.ts';
import { isBuiltIn } from './built-in-author.ts';
import { checkSpec } from './check-spec.ts';
import { changedIds } from './differences.ts';
import { parseOperations } from './operations/apply.ts';
import type { Operation } from './operations/schema.ts';
import { parseSpec } from './parse-spec.ts';
import { modelOf } from './persona-for.ts';
import { type AcceptedEdit, rebase } from './rebase.ts';
import { mayRemove, requireRemover, revived } from './removal.ts';
import { withoutUndrawn } from './shows.ts';
import { requireStaysOpen } from './shut-out.ts';
import type { DashboardSpec } from './spec.ts';
import { summaryOf } from './summary.ts';

/** A dashboard as of a revision. */
export interface OpenedDashboard {
  readonly spec: DashboardSpec;
  readonly revision: number;
  /** The revision since which it is there: another one once it was removed and brought back. */
  readonly since: number;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** An edit that was accepted. */
export interface SavedDashboard extends OpenedDashboard {
  /** As they were carried out. */
  readonly operations: readonly Operation[];
  /** Sent as an edit on this revision they take it back. */
  readonly inverse: readonly Operation[];
  /** It was like that already: no revision was made. */
  readonly unchanged?: boolean;
}

export interface EditRequest {
  /** Unchecked. */
  readonly operations: unknown;
  /** The revision that the editor saw. */
  readonly baseRevision: number;
  readonly note?: string | undefined;
}

export interface DashboardService {
  /** Those that are for the caller, by id. */
  list(caller: DashboardCaller): Promise<readonly DashboardSummary[]>;
  /** Ids of all that there are, also of those that are for others: a new one needs another. */
  takenIds(): Promise<ReadonlySet<string>>;
  /** The latest, or that revision. @throws dashboard.unknown, dashboard.revision_unknown */
  open(caller: DashboardCaller, id: string, revision?: number): Promise<OpenedDashboard>;
  /**
   * A new one; or a removed one of its id again, with its history, by who might have removed it.
   * @param input unchecked
   * @throws dashboard.forbidden, dashboard.invalid, dashboard.version_newer, dashboard.exists
   */
  create(caller: DashboardCaller, input: unknown, note?: string): Promise<SavedDashboard>;
  /** @throws dashboard.forbidden, dashboard.unknown, dashboard.operation_invalid, dashboard.invalid, dashboard.conflict */
  edit(caller: DashboardCaller, id: string, request: EditRequest): Promise<SavedDashboard>;
  /** What an edit would give, without doing it. @throws as edit, but for roles */
  preview(caller: DashboardCaller, id: string, request: EditRequest): Promise<SavedDashboard>;
  /** Newest first. @throws dashboard.unknown */
  history(
    caller: DashboardCaller,
    id: string,
    page: { before?: number | undefined; limit: number },
  ): Promise<readonly DashboardRevision[]>;
  /** Makes it what it was, as a new revision. @throws dashboard.revision_unknown, dashboard.conflict */
  restore(caller: DashboardCaller, id: string, revision: number, baseRevision?: number): Promise<SavedDashboard>;
  /** Whether the caller may take it away: who made it, and admins. */
  mayRemove(caller: DashboardCaller, id: string): Promise<boolean>;
  /** Whether it was built in when it was made, whatever people made of it since. */
  isBuiltIn(id: string): Promise<boolean>;
  /** How much of what is kept about it goes with it, by kind, for who may take it away. @throws dashboard.forbidden */
  attached(caller: DashboardCaller, id: string): Promise<Readonly<Record<string, number>>>;
  /** Takes it away, with what is kept about it; its history stays. @throws dashboard.forbidden, dashboard.conflict */
  remove(caller: DashboardCaller, id: string, revision: number): Promise<void>;
}

export interface DashboardServiceOptions {
  readonly store: DashboardStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly model: ResolvedModel;
  /** All that dashboards can be over, where there are several. */
  readonly models?: Models | undefined;
  /** Names of the configured sources, with the queries of each. */
  readonly sources?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What is kept about dashboards; nothing when left out. */
  readonly attachments?: Attachments | undefined;
}

/** Attempts of an edit that meets others at the same moment. */
const mostAttempts = 20;
/** Edits since its base that an edit can be put on top of. */
const mostSince = 1_000;

/** Dashboards over their store: who may do what, checked, merged, written down. */
export function createDashboardService(options: DashboardServiceOptions): DashboardService {
  const { store, audit, clock, attachments } = options;
  const models = options.models ?? new Models([options.model]);

  const check = (spec: DashboardSpec, caller: DashboardCaller, before?: DashboardSpec): void => {
    requireStaysOpen(caller, spec);
    const only = before && {
      tiles: changedIds(before.tiles, spec.tiles),
      filters: changedIds(before.filters, spec.filters),
    };
    const model = models.named(spec.model) ?? models.first;
    const personas = caller.personas.filter(persona => models.of(persona) === model);
    checkSpec(spec, { model, models: models.names, personas, now: clock.now(), sources: options.sources, only });
  };

  /** Whether one of the caller's personas asks the model; an admin sees what there is all the same. */
  const mayAsk = (caller: DashboardCaller, name: string | undefined): boolean => {
    const model = name === undefined ? undefined : models.meant(name);
    if (!model || dashboardRole(caller) === 'admin') return true;
    return caller.personas.some(persona => models.of(persona) === model);
  };

  /** Writes down what was done, or what was refused. */
  const audited = async <T>(
    caller: DashboardCaller,
    action: string,
    target: string,
    work: () => Promise<T>,
    detailsOf: (result: T) => Readonly<Record<string, unknown>>,
  ): Promise<T> => {
    const note = (outcome: 'ok' | 'refused', details: Readonly<Record<string, unknown>>) =>
      audit.append({ at: clock.now().toISOString(), actor: caller.username, action, target, outcome, details });
    try {
      const result = await work();
      await note('ok', detailsOf(result));
      return result;
    } catch (error) {
      if (isSophiaError(error) && error.code.startsWith('dashboard.')) await note('refused', { code: error.code });
      throw error;
    }
  };

  const latest = async (caller: DashboardCaller, id: string): Promise<OpenedDashboard> => {
    const found = await store.get(id);
    const opened = found && openedOf(found, found.since);
    if (!opened || !isFor(caller, opened.spec.personas)) throw new SophiaError('dashboard.unknown', ['id'], {});
    // Its plans name fields and values of the model: who may not ask that neither reads nor changes them.
    if (!mayAsk(caller, opened.spec.model))
      throw new SophiaError('dashboard.persona_missing', [], { model: modelOf(opened.spec, models).model.name });
    return opened;
  };

  const open = async (caller: DashboardCaller, id: string, revision?: number): Promise<OpenedDashboard> => {
    const head = await latest(caller, id);
    if (revision === undefined || revision === head.revision) return head;
    const found = await store.at(id, revision);
    if (found) return openedOf(found, head.since);
    throw new SophiaError('dashboard.revision_unknown', ['revision'], { revision, latest: head.revision });
  };

  /** The edit on top of the latest revision, checked; nothing is written. */
  const prepared = async (caller: DashboardCaller, id: string, request: EditRequest) => {
    const mine = parseOperations(request.operations);
    const head = await latest(caller, id);
    const since = await editsSince(id, request.baseRevision, head.revision);
    const { spec, inverse, operations } = rebase(head.spec, mine, since, head.revision);
    check(spec, caller, head.spec);
    // What comes to nothing, or was done already by others, adds nothing to the history.
    if (stableJson(spec) === stableJson(head.spec)) return { head, unchanged: unchangedFrom(head) };
    return { head, spec, inverse, operations };
  };

  const editsSince = async (id: string, base: number, head: number): Promise<AcceptedEdit[]> => {
    if (base > head || base < 1) {
      throw new SophiaError('dashboard.revision_unknown', ['base_revision'], { revision: base, latest: head });
    }
    if (base === head) return [];
    const edits = await store.history(id, { after: base, before: head + 1, limit: mostSince + 1 });
    if (edits.length > mostSince) {
      throw new SophiaError('dashboard.revision_unknown', ['base_revision'], { revision: base, latest: head });
    }
    return edits.toReversed().map(({ revision, by, at, operations }) => ({
      revision,
      by,
      at,
      operations: operations as readonly Operation[],
    }));
  };

  const save = async (caller: DashboardCaller, id: string, request: EditRequest): Promise<SavedDashboard> => {
    for (let attempt = 1; ; attempt += 1) {
      const { head, spec, inverse, operations, unchanged } = await prepared(caller, id, request);
      if (unchanged) return unchanged;
      const revision = head.revision + 1;
      const at = clock.now().toISOString();
      const { note } = request;
      const next = { dashboardId: id, revision, at, by: caller.username, operations, inverse, note, spec };
      const first = await store.at(id, 1);
      const summary = summaryOf(next, { createdAt: first?.at ?? at, createdBy: first?.by ?? caller.username });
      if (await store.append(next, summary)) {
        return { spec, revision, since: head.since, updatedAt: at, updatedBy: caller.username, operations, inverse };
      }
      if (attempt >= mostAttempts) throw conflictWith(head);
    }
  };

  const edit = (caller: DashboardCaller, id: string, request: EditRequest): Promise<SavedDashboard> =>
    audited(
      caller,
      'dashboard.edit',
      id,
      async () => {
        requireRole(caller, 'editor', 'edit dashboards');
        return save(caller, id, request);
      },
      ({ revision, operations }) => ({ revision, operations: operations.map(({ kind }) => kind), note: request.note }),
    );

  return {
    open,
    edit,
    async list(caller) {
      return (await store.list()).filter(one => isFor(caller, one.personas) && mayAsk(caller, one.model));
    },
    takenIds: async () => new Set((await store.list()).map(({ id }) => id)),
    create: (caller, input, note) => {
      const at = clock.now().toISOString();
      return audited(
        caller,
        'dashboard.create',
        idOf(input),
        async () => {
          requireRole(caller, 'editor', 'make dashboards');
          const spec = parseSpec(input);
          check(spec, caller);
          const by = caller.username;
          const first = { dashboardId: spec.id, revision: 1, at, by, operations: [], inverse: [], note, spec };
          // A removal that was cut short has left what belongs to no dashboard: it is not this one's.
          if (!(await store.get(spec.id))) await attachments?.clear(spec.id);
          const made = await store.create(first, summaryOf(first, { createdAt: at, createdBy: by }));
          const revision = made ? 1 : await revived(store, caller, first);
          if (revision === undefined) throw new SophiaError('dashboard.exists', ['id'], { id: spec.id });
          return { spec, revision, since: revision, updatedAt: at, updatedBy: by, operations: [], inverse: [] };
        },
        ({ spec, revision }) => ({ revision, title: spec.title, tiles: spec.tiles.length }),
      );
    },
    async preview(caller, id, request) {
      const { head, spec, inverse, operations, unchanged } = await prepared(caller, id, request);
      if (unchanged) return unchanged;
      return { ...head, spec, revision: head.revision + 1, operations, inverse };
    },
    async history(caller, id, page) {
      await latest(caller, id);
      return store.history(id, page);
    },
    async restore(caller, id, revision, baseRevision) {
      const head = await latest(caller, id);
      const { spec } = await open(caller, id, revision);
      return edit(caller, id, {
        // What no tile drew then is nothing that could be seen again.
        operations: [{ kind: 'replaceSpec', spec: { ...spec, tiles: spec.tiles.map(withoutUndrawn) } }],
        baseRevision: baseRevision ?? head.revision,
        note: `Restored revision ${revision}`,
      });
    },
    mayRemove: (caller, id) => mayRemove(store, caller, id),
    isBuiltIn: id => isBuiltIn(store, id),
    async attached(caller, id) {
      await latest(caller, id);
      await requireRemover(store, caller, id);
      return (await attachments?.count(id)) ?? {};
    },
    async remove(caller, id, revision) {
      await audited(
        caller,
        'dashboard.remove',
        id,
        async () => {
          const head = await latest(caller, id);
          await requireRemover(store, caller, id);
          if (revision === head.revision && (await store.remove(id, revision))) return;
          throw conflictWith(head);
        },
        () => ({ revision }),
      );
      await attachments?.clear(id);
    },
  };
}

/** What is stored was checked when it was written; it is read again since a newer version may have written it. */
const openedOf = ({ spec, revision, at, by }: DashboardRevision, since: number): OpenedDashboard => ({
  spec: parseSpec(spec),
  revision,
  since,
  updatedAt: at,
  updatedBy: by,
});

/** The answer to an edit after which all is as it was. */
const unchangedFrom = (head: OpenedDashboard): SavedDashboard => ({
  ...head,
  operations: [],
  inverse: [],
  unchanged: true,
});

const conflictWith = ({ updatedBy: by, updatedAt: at, revision }: OpenedDashboard) =>
  new SophiaError('dashboard.conflict', [], {
    conflicts: [{ what: 'whole', by, at, revision, operation: 0 }],
    revision,
  });

const idOf = (input: unknown): string =>
  typeof input === 'object' && input !== null && 'id' in input ? String(input.id).slice(0, 64) : '(none)';
