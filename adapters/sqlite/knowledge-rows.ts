import * as v from 'valibot';
import { type KnownDocument, KnownDocumentSchema } from '../../core/knowledge/document.ts';
import type { Viewer } from '../../core/ports/knowledge.ts';
import type { Row } from './connection.ts';

/** Everybody, in the list of those that a document is for. */
const everybody = '*';

/** Whom a document is for, as a list that can be compared with the viewer's. */
export const audienceText = ({ audience }: KnownDocument): string =>
  JSON.stringify(audience === everybody ? [everybody] : [...audience].toSorted());

/** Values ?1 to ?3 of `visible`. */
export const viewerValues = ({ all, username, personas }: Viewer): [number, string, string] => [
  all ? 1 : 0,
  username,
  JSON.stringify([everybody, ...personas]),
];

/** What a viewer may see of `knowledge_documents d`, and is there. */
export const visible = `d.removed_at IS NULL AND (?1 OR d.owner = ?2 OR EXISTS (
  SELECT 1 FROM json_each(d.audience) a JOIN json_each(?3) p ON a.value = p.value))`;

export const documentOf = (row: Row): KnownDocument =>
  v.parse(KnownDocumentSchema, JSON.parse(String(row['document'])));

/** The number of a row as an integer: of a floating-point one, as numbers are bound, FTS5 takes no notice. */
export const rowNumber = (row: Row): bigint => BigInt(Number(row['number']));
