import * as v from 'valibot';
import { parseOperations } from '../../../../../core/dashboards/operations/apply.ts';
import type { PageStorage } from '../../storage.ts';
import type { EditSession } from './session.ts';

const operations = v.pipe(
  v.array(v.unknown()),
  v.transform(value => parseOperations(value)),
);
const revision = v.pipe(v.number(), v.integer(), v.minValue(1));
const text = v.string();
const StepSchema = v.object({
  key: text,
  label: text,
  inverse: operations,
  revision: v.optional(revision),
  seen: revision,
});

/** What outlives the page while it is not stored: all of a session but the document, which the server has. */
const KeptSchema = v.object({
  revision,
  others: v.array(v.object({ revision, by: text, at: text, operations })),
  queue: v.array(
    v.object({
      key: text,
      label: text,
      operations,
      seen: revision,
      kind: v.picklist(['do', 'undo', 'redo']),
      of: v.optional(text),
      tried: v.optional(v.boolean()),
    }),
  ),
  undo: v.array(StepSchema),
  redo: v.array(StepSchema),
});
export type Kept = v.InferOutput<typeof KeptSchema>;

const keyOf = (username: string, dashboard: string): string => `sophia.edits.${username}.${dashboard}`;

/** Keeps what is not stored yet over a reload; nothing when everything is. */
export function keepSession(storage: PageStorage, username: string, dashboard: string, session: EditSession): void {
  const { saved, others, queue, undo, redo } = session;
  const kept = { revision: saved.revision, others, queue, undo, redo };
  storage.setItem(keyOf(username, dashboard), queue.length === 0 ? '' : JSON.stringify(kept));
}

/** What was kept; undefined when there is nothing, or nothing that can be read. */
export function keptSession(storage: PageStorage, username: string, dashboard: string): Kept | undefined {
  try {
    return v.parse(KeptSchema, JSON.parse(storage.getItem(keyOf(username, dashboard)) ?? ''));
  } catch {
    return undefined;
  }
}

/** The session as it was; what the server did meanwhile is looked up before anything is sent. */
export const reopened = (kept: Kept, spec: EditSession['saved']['spec']): EditSession => ({
  saved: { spec, revision: kept.revision },
  others: kept.others,
  queue: kept.queue,
  undo: kept.undo,
  redo: kept.redo,
  sending: false,
  lost: true,
});
