import { openSqliteStores } from '../../../../adapters/sqlite/stores.ts';
import type { DashboardCaller } from '../../../../core/dashboards/access.ts';
import type { Operation } from '../../../../core/dashboards/operations/schema.ts';
import { createDashboardService, type DashboardService } from '../../../../core/dashboards/service.ts';
import type { DashboardSpec } from '../../../../core/dashboards/spec.ts';
import { isSophiaError } from '../../../../core/errors.ts';
import { analyst } from '../../../../core/identity/persona.ts';
import { loadModel } from '../../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../../core/semantic/resolve/model.ts';
import { ApiProblem, offline } from '../../../../dashboard/web/src/api/problem.ts';
import {
  createDriver,
  type Driver,
  type EditPort,
  type HistoryEdit,
} from '../../../../dashboard/web/src/editor/session/driver.ts';
import {
  type EditSession,
  openSession,
  type SessionEvent,
} from '../../../../dashboard/web/src/editor/session/session.ts';
import { sessionAfter } from '../../../../dashboard/web/src/editor/session/session-after.ts';
import { createStore, type Store } from '../../../../dashboard/web/src/state/store.ts';
import { shopModel } from '../../../support/shop-model.ts';

const model = shopModel({ metrics: ['{name: orders, expression: COUNT(sales.product)}'] });

/** The real service over a state folder. */
export async function openService(directory: string): Promise<{ service: DashboardService; close(): Promise<void> }> {
  const stores = await openSqliteStores({ directory });
  let second = 0;
  const clock = {
    now: () => {
      second += 1;
      return new Date(Date.UTC(2026, 0, 1, 0, 0, second));
    },
  };
  const service = createDashboardService({
    store: stores.dashboards,
    // What is written down about edits is no part of these tests.
    audit: { append: async () => {}, list: async () => [], page: async () => ({ events: [] }) },
    clock,
    model: resolveModel(loadModel(model, { file: 'shop.yaml' })),
  });
  return { service, close: () => stores.close() };
}

export const callerNamed = (username: string): DashboardCaller => ({
  username,
  roles: ['editor'],
  personas: [analyst],
});

/** The next request: goes through, never arrives, or arrives and its answer is lost. */
export type Line = 'up' | 'deaf' | 'mute';

/** An editor as in a page of its own, over a line that can be cut. */
export interface Person {
  readonly name: string;
  readonly store: Store<EditSession, SessionEvent>;
  readonly driver: Driver;
  line: Line;
  /** Everything that the session was told, in order. */
  readonly events: SessionEvent[];
  session(): EditSession;
}

const statuses: Readonly<Record<string, number>> = { 'dashboard.conflict': 409, 'dashboard.forbidden': 403 };

/** The answer as it would come over HTTP: JSON, or a problem. */
async function answered<T>(person: Pick<Person, 'line'>, work: () => Promise<T>): Promise<T> {
  if (person.line === 'deaf') throw offline();
  let answer: T;
  try {
    answer = JSON.parse(JSON.stringify(await work()));
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    if (person.line === 'mute') throw offline();
    throw new ApiProblem({
      type: `urn:sophia:problem:${error.code}`,
      status: statuses[error.code] ?? 422,
      title: error.code,
      detail: error.message,
      members: JSON.parse(JSON.stringify(error.details)),
    });
  }
  if (person.line === 'mute') throw offline();
  return answer;
}

export async function openPerson(
  service: DashboardService,
  name: string,
  id: string,
  roles: readonly string[] = ['editor'],
): Promise<Person> {
  const caller = { ...callerNamed(name), roles };
  const { spec, revision } = await service.open(caller, id);
  return person(service, caller, id, openSession({ spec: JSON.parse(JSON.stringify(spec)), revision }));
}

export function person(service: DashboardService, caller: DashboardCaller, id: string, first: EditSession): Person {
  const events: SessionEvent[] = [];
  const store = createStore<EditSession, SessionEvent>((session, event) => {
    events.push(event);
    return sessionAfter(session, event);
  }, first);
  let key = 0;
  const self: Person = {
    name: caller.username,
    store,
    line: 'up',
    events,
    session: () => store.get(),
    driver: createDriver({
      store,
      username: caller.username,
      newKey: () => {
        key += 1;
        return `${caller.username}-${first.saved.revision}-${key}`;
      },
      // Connections come back when the test says so.
      later: () => () => {},
      port: portOf(),
    }),
  };
  function portOf(): EditPort {
    return {
      open: () => answered(self, () => service.open(caller, id)),
      edit: (operations, baseRevision, note) =>
        answered(self, () => service.edit(caller, id, { operations, baseRevision, note })),
      history: (after, upTo) =>
        answered(self, async () => {
          const found = await service.history(caller, id, { before: upTo + 1, limit: 200 });
          return found.filter(({ revision }) => revision > after).toReversed() as readonly HistoryEdit[];
        }),
    };
  }
  return self;
}

export const headOf = async (service: DashboardService, id: string): Promise<DashboardSpec> =>
  JSON.parse(JSON.stringify((await service.open(callerNamed('reader'), id)).spec));

/** Operations of a conflict-free kind, for examples. */
export const retitle = (tile_id: string, value: string): Operation => ({ kind: 'retitleTile', tile_id, value });
