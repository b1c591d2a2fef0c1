import * as v from 'valibot';
import { SophiaError } from '../errors.ts';
import { deriveKey, randomId } from '../identity/secrets.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore, KeptDocument } from '../ports/documents.ts';
import type { AuditLog } from '../ports/stores.ts';

const kind = 'embed_key';
const KeptKeySchema = v.object({
  createdAt: v.string(),
  revokedAt: v.optional(v.string()),
  revokedBy: v.optional(v.string()),
});

/** A key that signs embeddings. What is kept says that it exists; the key itself is derived, and nowhere written down. */
export interface EmbedKey {
  readonly id: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly revokedAt?: string | undefined;
}

export interface EmbedKeys {
  /** Newest first: the first that is not revoked signs, all that are not are good. */
  list(): Promise<readonly EmbedKey[]>;
  /** A new key, which signs from now on. */
  rotate(username: string): Promise<EmbedKey>;
  /** From now on nothing that the key has signed is good. @throws embed_key.unknown */
  revoke(username: string, id: string): Promise<void>;
  /** The key that signs, made when there is none. */
  current(username: string): Promise<{ id: string; key: Uint8Array }>;
  /** Undefined for one that is none, or revoked. */
  find(id: string): Promise<Uint8Array | undefined>;
}

/** Keys of embeddings, each derived from the installation's secret. */
export function createEmbedKeys(options: {
  readonly documents: DocumentStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly secret: Uint8Array;
}): EmbedKeys {
  const { documents, audit, clock, secret } = options;
  const now = () => clock.now().toISOString();
  const keyOf = (id: string) => deriveKey(secret, `embed:${id}`);
  const note = (actor: string, action: string, target: string) =>
    audit.append({ at: now(), actor, action, target, outcome: 'ok', details: {} });
  const list = async () =>
    (await documents.list(kind)).map(embedKeyOf).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const rotate = async (username: string): Promise<EmbedKey> => {
    const key = { id: randomId('key'), createdBy: username, createdAt: now() };
    const document = { createdAt: key.createdAt };
    await documents.create({ kind, id: key.id, owner: username, subject: 'embed', document });
    await note(username, 'embed_key.create', key.id);
    return key;
  };
  return {
    list,
    rotate,
    async revoke(username, id) {
      for (;;) {
        const kept = await documents.get(kind, id);
        if (!kept || embedKeyOf(kept).revokedAt !== undefined)
          throw new SophiaError('embed_key.unknown', ['key_id'], {});
        const { createdAt } = embedKeyOf(kept);
        const revoked = { createdAt, revokedAt: now(), revokedBy: username };
        if (await documents.replace(kind, id, kept.version, revoked)) break;
      }
      await note(username, 'embed_key.revoke', id);
    },
    async current(username) {
      const { id } = (await list()).find(key => key.revokedAt === undefined) ?? (await rotate(username));
      return { id, key: keyOf(id) };
    },
    async find(id) {
      const kept = await documents.get(kind, id);
      return kept && embedKeyOf(kept).revokedAt === undefined ? keyOf(id) : undefined;
    },
  };
}

function embedKeyOf({ id, owner, document }: KeptDocument): EmbedKey {
  const { createdAt, revokedAt } = v.parse(KeptKeySchema, document);
  return { id, createdBy: owner, createdAt, ...(revokedAt !== undefined && { revokedAt }) };
}
