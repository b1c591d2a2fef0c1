import type { DocumentStore, KeptDocument } from '../ports/documents.ts';

/** A kind of what is kept about dashboards. */
export interface AttachmentKind {
  readonly kind: string;
  /** Whether one still does something; all do when left out. */
  readonly holds?: ((kept: KeptDocument) => boolean) | undefined;
  /** Takes away what belongs to one besides, such as files: before it goes itself. */
  readonly empty?: ((id: string) => Promise<void>) | undefined;
}

/**
 * What is kept about a dashboard and goes with it, whoever it belongs to: a link, an alert or a report must not come
 * to life again when somebody else gives the id to another dashboard.
 */
export interface Attachments<Name extends string = string> {
  /** Takes away all that is about a dashboard. */
  clear(dashboardId: string): Promise<void>;
  /** How many of each kind still do something. */
  count(dashboardId: string): Promise<Readonly<Record<Name, number>>>;
}

export function attachmentsOf<Name extends string>(
  documents: DocumentStore,
  kinds: Readonly<Record<Name, AttachmentKind>>,
): Attachments<Name> {
  const all = Object.entries(kinds) as [Name, AttachmentKind][];
  return {
    async clear(subject) {
      for (const [, kind] of all) await removeAll(documents, kind, subject);
    },
    async count(subject) {
      const counts = await Promise.all(
        all.map(async ([name, { kind, holds = () => true }]) => {
          const found = await documents.list(kind, { subject });
          return [name, found.filter(holds).length] as const;
        }),
      );
      return Object.fromEntries(counts) as Record<Name, number>;
    },
  };
}

/** Somebody may change one at the same moment: it is looked for until none is left. */
async function removeAll(documents: DocumentStore, { kind, empty }: AttachmentKind, subject: string): Promise<void> {
  for (;;) {
    const found = await documents.list(kind, { subject });
    if (found.length === 0) return;
    for (const { id, version } of found) {
      await empty?.(id);
      await documents.remove(kind, id, version);
    }
  }
}
