import { alertMessages } from './alerts/errors.ts';
import { answerMessages } from './answer/errors.ts';
import { dashboardMessages } from './dashboards/errors.ts';
import { liveMessages } from './dashboards/live/errors.ts';
import { identityMessages } from './identity/errors.ts';
import { knowledgeMessages } from './knowledge/errors.ts';
import { ledgerMessages } from './ledger/errors.ts';
import { planMessages } from './plan/errors.ts';
import { engineMessages } from './ports/errors.ts';
import { reportMessages } from './reports/errors.ts';
import { semanticMessages } from './semantic/errors.ts';
import { sharingMessages } from './sharing/errors.ts';
import { dialectMessages } from './sql/errors.ts';

/** Every error the product can raise: one entry a code, worded in one place, details typed. */
export const messages = {
  ...semanticMessages,
  ...dialectMessages,
  ...planMessages,
  ...engineMessages,
  ...identityMessages,
  ...answerMessages,
  ...dashboardMessages,
  ...liveMessages,
  ...ledgerMessages,
  ...sharingMessages,
  ...alertMessages,
  ...reportMessages,
  ...knowledgeMessages,
};

export type ErrorCode = keyof typeof messages;
export type ErrorDetails<C extends ErrorCode> = Parameters<(typeof messages)[C]>[0];
export type ErrorPath = readonly (string | number)[];

/**
 * A fault that is somebody's to mend: a stable code, the place it concerns, what is wrong and the mend.
 * Faults of our own stay plain errors and surface as 500.
 */
export class SophiaError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly path: ErrorPath;
  readonly details: ErrorDetails<C>;

  constructor(code: C, path: ErrorPath, details: ErrorDetails<C>, options?: ErrorOptions) {
    super((messages[code] as (d: ErrorDetails<C>) => string)(details), options);
    this.name = 'SophiaError';
    this.code = code;
    this.path = path;
    this.details = details;
  }
}

export const isSophiaError = (error: unknown): error is SophiaError => error instanceof SophiaError;
