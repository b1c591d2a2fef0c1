import { createHash } from 'node:crypto';
import { isSophiaError, SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { randomId } from '../identity/secrets.ts';
import type { Clock } from '../ports/clock.ts';
import type { Gap, KnowledgeStore, TextExtractor, Viewer } from '../ports/knowledge.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { AuditEvent, AuditLog } from '../ports/stores.ts';
import { audienceOf, type KnowledgeCaller, mayRemove, requireEditor, sees, viewerOf } from './access.ts';
import { cleanText } from './clean-text.ts';
import { type DiscoveryEntry, discoveryQueue, staleDays, wantedDays } from './discovery.ts';
import type { DocumentState, KnownDocument, StateChange } from './document.ts';
import { limits } from './limits.ts';
import { excerptOf, markedText } from './marks.ts';
import { fileNameOf, titleOf } from './names.ts';
import { asksNothing, parseSearch, type SearchQuery } from './query.ts';
import { pagesOf, type Segment } from './segments.ts';
import { moved } from './state.ts';

export interface KnowledgeOptions {
  readonly store: KnowledgeStore;
  /** Where the files themselves lie. */
  readonly objects: ObjectStore;
  readonly extractor: TextExtractor;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly personas: readonly Persona[];
}

export interface NewDocument {
  /** Of the file. */
  readonly name: string;
  readonly title?: string | undefined;
  /** Personas that it is for, or everybody; all of the caller's when left out. */
  readonly audience?: readonly string[] | '*' | undefined;
  readonly bytes: Uint8Array;
}

/** A document that a search found. */
export interface Hit {
  readonly document: KnownDocument;
  readonly title: readonly Segment[];
  /** The place of its text that fits best; empty when the search is for no word. */
  readonly excerpt: readonly Segment[];
}

export interface DocumentPage {
  readonly state?: DocumentState | undefined;
  readonly limit: number;
}

/** Documents: added, found, curated. Whoever may not see one is told that there is none. */
export interface Knowledge {
  /** @throws knowledge.* for what can't be kept, each with its mend */
  add(caller: KnowledgeCaller, file: NewDocument): Promise<KnownDocument>;
  list(caller: KnowledgeCaller, page: DocumentPage & { after?: string | undefined }): Promise<readonly KnownDocument[]>;
  counts(caller: KnowledgeCaller): Promise<Readonly<Record<DocumentState, number>>>;
  /** Any text is a search; one for nothing finds nothing. */
  search(
    caller: KnowledgeCaller,
    text: string,
    page: DocumentPage & { offset: number },
  ): Promise<{ readonly total: number; readonly hits: readonly Hit[] }>;
  /** Also one that was removed, for who may bring it back. @throws knowledge.unknown */
  get(caller: KnowledgeCaller, id: string): Promise<{ document: KnownDocument; history: readonly StateChange[] }>;
  /** Its text by pages, with what a search finds in it marked; counts as an opening. @throws knowledge.unknown */
  read(caller: KnowledgeCaller, id: string, search: string): Promise<readonly (readonly Segment[])[]>;
  /** The file as it was added. @throws knowledge.unknown, knowledge.original_missing */
  original(caller: KnowledgeCaller, id: string): Promise<{ document: KnownDocument; bytes: Uint8Array }>;
  /**
   * @param version that the caller looked at
   * @throws knowledge.unknown, knowledge.forbidden, knowledge.move_not_allowed, knowledge.note_missing, knowledge.conflict
   */
  move(
    caller: KnowledgeCaller,
    id: string,
    to: DocumentState,
    version: number,
    note?: string | undefined,
  ): Promise<KnownDocument>;
  /** It can be brought back for `keptDays` days. @throws knowledge.unknown, knowledge.not_yours */
  remove(caller: KnowledgeCaller, id: string): Promise<KnownDocument>;
  /** @throws knowledge.unknown, knowledge.not_removed, knowledge.duplicate */
  restore(caller: KnowledgeCaller, id: string): Promise<KnownDocument>;
  /** What should be looked at next. @throws knowledge.forbidden */
  discovery(caller: KnowledgeCaller, limit: number): Promise<readonly DiscoveryEntry[]>;
  /** Lets go of what was removed longer ago than it can be brought back. */
  purge(): Promise<void>;
}

/** Days in which what was removed can be brought back. */
const keptDays = 30;

/** Searches in vain that are looked at again for the discovery queue. */
const mostGaps = 20;

const dayMilliseconds = 86_400_000;
const originalKey = (hash: string): string => `documents/${hash.slice(0, 2)}/${hash}`;

export function createKnowledge(options: KnowledgeOptions): Knowledge {
  const { store, objects, extractor, audit, clock, personas } = options;
  const now = () => clock.now().toISOString();
  const daysAgo = (days: number) => new Date(clock.now().getTime() - days * dayMilliseconds).toISOString();
  const note = (
    caller: KnowledgeCaller,
    action: string,
    target: string,
    details: AuditEvent['details'],
    outcome: AuditEvent['outcome'] = 'ok',
  ) => audit.append({ at: now(), actor: caller.username, action: `document.${action}`, target, outcome, details });

  /** One that the caller may see; of the removed only those that the caller may bring back. */
  const seen = async (caller: KnowledgeCaller, id: string, which: 'there' | 'removed' | 'any') => {
    const document = await store.get(id);
    const isThere = document && document.removedAt === undefined;
    const isSeen = document && sees(viewerOf(caller), document) && (isThere || mayRemove(caller, document));
    if (!isSeen || (which === 'there' && !isThere)) throw new SophiaError('knowledge.unknown', ['id'], {});
    if (which === 'removed' && isThere) throw new SophiaError('knowledge.not_removed', ['id'], {});
    return document;
  };

  const replaced = async (document: KnownDocument, version: number, change: StateChange) => {
    const outcome = await store.replace(document, version, change);
    if (outcome === 'taken') throw duplicateOf(document);
    if (outcome === 'done') return document;
    const latest = (await store.get(document.id)) ?? document;
    const { stateBy: by, state } = latest;
    throw new SophiaError('knowledge.conflict', ['version'], { by, state, version: latest.version });
  };

  const hitOf = async (document: KnownDocument, query: SearchQuery): Promise<Hit> => {
    const text = query.all.length === 0 ? undefined : await store.text(document.id);
    const title = markedText(document.title, query);
    return { document, title, excerpt: text === undefined ? [] : excerptOf(text, query) };
  };

  /** What was searched in vain, and still would be. */
  const openGaps = async (viewer: Viewer, since: string): Promise<readonly Gap[]> => {
    const open: Gap[] = [];
    for (const gap of await store.gaps(viewer, { since, limit: mostGaps })) {
      const { total } = await store.search(viewer, parseSearch(gap.text), { limit: 1, offset: 0 });
      if (total === 0) open.push(gap);
    }
    return open;
  };

  const read = async (caller: KnowledgeCaller, file: NewDocument): Promise<KnownDocument> => {
    const { bytes } = file;
    const fileName = fileNameOf(file.name);
    const audience = audienceOf(caller, file.audience, personas);
    if (bytes.byteLength === 0) throw new SophiaError('knowledge.empty', [], { name: fileName });
    if (bytes.byteLength > limits.bytes) throw new SophiaError('knowledge.too_large', [], { limit: limits.bytes });
    const hash = createHash('sha256').update(bytes).digest('hex');
    const same = (await store.withHash(hash)).find(
      other => other.removedAt === undefined && sees(viewerOf(caller), other),
    );
    if (same) throw duplicateOf(same);
    const extracted = await extractor.extract({ name: fileName, bytes });
    const { pages } = extracted;
    const text = extracted.text.length > 2 * limits.characters ? extracted.text : await cleanText(extracted.text);
    if (text.length > limits.characters) {
      throw new SophiaError('knowledge.too_long', [], { name: fileName, limit: limits.characters });
    }
    if (!/[\p{L}\p{N}]/u.test(text))
      throw new SophiaError('knowledge.no_text', [], { name: fileName, pages: pages ?? 0 });
    const at = now();
    const by = caller.username;
    const document: KnownDocument = {
      id: randomId('doc'),
      title: titleOf(file.title, extracted.title, fileName),
      ...{ fileName, format: extracted.format, bytes: bytes.byteLength, characters: text.length, hash, audience },
      ...(pages !== undefined && { pages }),
      ...{ owner: by, addedAt: at, state: 'new', stateAt: at, stateBy: by, version: 1 },
    };
    // The file first: a text whose file is missing would be worse than a file that no text names.
    await objects.put(originalKey(hash), bytes);
    const taken = await store.create(document, text, { at, by, what: 'added', from: 'new', to: 'new' });
    if (taken !== undefined) throw duplicateOf((await store.get(taken)) ?? document);
    return document;
  };

  return {
    async add(caller, file) {
      requireEditor(caller, 'add documents');
      try {
        const document = await read(caller, file);
        const { fileName, format, bytes, audience } = document;
        await note(caller, 'add', document.id, { file: fileName, format, bytes, audience });
        return document;
      } catch (error) {
        if (isSophiaError(error) && error.code.startsWith('knowledge.')) {
          await note(caller, 'add', '', { file: file.name.slice(0, limits.name), reason: error.code }, 'refused');
        }
        throw error;
      }
    },

    list: (caller, page) => store.list(viewerOf(caller), page),
    counts: caller => store.counts(viewerOf(caller)),

    async search(caller, text, page) {
      const query = parseSearch(text);
      if (asksNothing(query)) return { total: 0, hits: [] };
      const viewer = viewerOf(caller);
      const found = await store.search(viewer, query, page);
      const hits = await Promise.all(found.documents.map(document => hitOf(document, query)));
      if (page.offset === 0 && page.state === undefined) {
        const top = found.documents.slice(0, 5).map(({ id }) => id);
        const { username, personas: mine } = viewer;
        await store.noteSearch({ username, personas: mine, at: now(), text: text.trim(), found: found.total, top });
      }
      return { total: found.total, hits };
    },

    async get(caller, id) {
      const document = await seen(caller, id, 'any');
      return { document, history: await store.history(id) };
    },

    async read(caller, id, search) {
      const document = await seen(caller, id, 'there');
      const text = await store.text(id);
      if (text === undefined) throw new SophiaError('knowledge.unknown', ['id'], {});
      if (caller.username !== document.owner) await store.noteOpening(id, caller.username, now());
      return pagesOf(markedText(text, parseSearch(search)));
    },

    async original(caller, id) {
      const document = await seen(caller, id, 'there');
      const bytes = await objects.get(originalKey(document.hash));
      if (!bytes) throw new SophiaError('knowledge.original_missing', ['id'], {});
      await note(caller, 'download', id, { file: document.fileName });
      return { document, bytes };
    },

    async move(caller, id, to, version, text) {
      requireEditor(caller, 'curate documents');
      const before = await seen(caller, id, 'there');
      if (before.version !== version) {
        const { stateBy: by, state } = before;
        throw new SophiaError('knowledge.conflict', ['version'], { by, state, version: before.version });
      }
      const { document, change } = moved(before, { to, by: caller.username, at: now(), note: text });
      await replaced(document, version, change);
      await note(caller, 'move', id, {
        from: change.from,
        to,
        ...(change.note !== undefined && { note: change.note }),
      });
      return document;
    },

    async remove(caller, id) {
      const before = await seen(caller, id, 'there');
      if (!mayRemove(caller, before)) throw new SophiaError('knowledge.not_yours', [], {});
      const [at, by] = [now(), caller.username];
      const document = { ...before, removedAt: at, removedBy: by, version: before.version + 1 };
      await replaced(document, before.version, { at, by, what: 'removed', from: before.state, to: before.state });
      await note(caller, 'remove', id, { file: before.fileName, title: before.title });
      return document;
    },

    async restore(caller, id) {
      const before = await seen(caller, id, 'removed');
      const { removedAt: _, removedBy: __, ...kept } = before;
      const document = { ...kept, version: before.version + 1 };
      const change: StateChange = {
        at: now(),
        by: caller.username,
        what: 'restored',
        from: kept.state,
        to: kept.state,
      };
      await replaced(document, before.version, change);
      await note(caller, 'restore', id, { title: kept.title });
      return document;
    },

    async discovery(caller, limit) {
      requireEditor(caller, 'see the discovery queue');
      const viewer = viewerOf(caller);
      const since = daysAgo(wantedDays);
      const many = { since, limit };
      const [gaps, newest, oldest, inReview, stale] = await Promise.all([
        openGaps(viewer, since),
        store.interest(viewer, { ...many, state: 'new', newestFirst: true }),
        store.interest(viewer, { ...many, state: 'new', newestFirst: false }),
        store.interest(viewer, { ...many, state: 'in_review', newestFirst: false }),
        store.interest(viewer, { ...many, state: 'curated', before: daysAgo(staleDays), newestFirst: false }),
      ]);
      return discoveryQueue({ gaps, waiting: [...newest, ...oldest], inReview, stale }, clock.now(), limit);
    },

    async purge() {
      for (const hash of await store.purge(daysAgo(keptDays))) await objects.delete(originalKey(hash));
    },
  };
}

const duplicateOf = ({ id, title, owner: by }: KnownDocument): SophiaError =>
  new SophiaError('knowledge.duplicate', [], { id, title, by });
