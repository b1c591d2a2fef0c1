import { hash as digest } from 'node:crypto';
import type { Persona } from '../identity/persona.ts';
import type { Statement } from '../sql/nodes.ts';

const hash = (parts: readonly unknown[]): string => digest('sha256', JSON.stringify(parts), 'base64url');

const sorted = (names: readonly string[] | '*') => (names === '*' ? names : [...names].sort());

/** What of a persona decides on what it sees: two personas with equal policies share results. */
export function policyHash(persona: Persona): string {
  const filters = Object.entries(persona.rowFilters).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash([sorted(persona.datasets), sorted(persona.metrics), filters]);
}

/**
 * The key of a result: canonical plan, policy and data version. The statement is part of it because a plan
 * with a relative time (last quarter) means other rows tomorrow, and because the columns' order is the
 * asker's.
 */
export function resultKey(parts: {
  planHash: string;
  persona: Persona;
  dataVersion: string;
  statement: Statement;
  maxRows: number;
}): string {
  const { planHash, persona, dataVersion, statement, maxRows } = parts;
  return `result:${hash([planHash, policyHash(persona), dataVersion, statement.text, statement.values, maxRows])}`;
}
