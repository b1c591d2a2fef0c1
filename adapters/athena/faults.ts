import { isSophiaError, SophiaError } from '../../core/errors.ts';
import { awsNameOf, awsReason } from '../aws/faults.ts';

/** `TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.sophia.orders' does not exist` */
const missingTable = /Table '?(?:[^'\s]*\.)?"?([^'".\s]+)"?'? does not exist/i;
const errorName = /^([A-Z][A-Z_]+):/;

/**
 * Why a query failed, by the name that Athena gives the failure. Its text names buckets, roles and columns, so it is
 * the cause and not the reason.
 */
export function queryFault(reason: string): SophiaError {
  const cause = new Error(reason);
  const table = missingTable.exec(reason)?.[1];
  if (table !== undefined) return new SophiaError('engine.table_unknown', [table], { table }, { cause });
  if (/bytes scanned limit/i.test(reason)) {
    const limited = 'it would read more than is allowed at once. Ask for a shorter time or fewer columns.';
    return new SophiaError('engine.failed', [], { reason: limited }, { cause });
  }
  if (/permission|access denied|not authorized|insufficient/i.test(reason)) {
    return new SophiaError('engine.failed', [], { reason: 'access to the data is denied.' }, { cause });
  }
  const name = errorName.exec(reason)?.[1];
  const told = name === undefined ? 'Athena stopped it.' : `Athena reports ${name}.`;
  return new SophiaError('engine.failed', [], { reason: told }, { cause });
}

/** A failure of a request to Athena, as the port has it. */
export function requestFault(cause: unknown): SophiaError {
  if (isSophiaError(cause)) return cause;
  const message = cause instanceof Error ? cause.message : '';
  if (awsNameOf(cause) === 'InvalidRequestException' && missingTable.test(message)) return queryFault(message);
  return new SophiaError('engine.failed', [], { reason: `Athena: ${awsReason(cause)}` }, { cause });
}
