import { SophiaError } from '../errors.ts';
import { type DashboardCaller, isFor } from './access.ts';
import type { DashboardSpec } from './spec.ts';

/**
 * Nobody shuts themselves out: what they save they could neither see nor take back. Admins see all, and may.
 *
 * @throws dashboard.invalid where the caller could not open the dashboard any more
 */
export function requireStaysOpen(caller: DashboardCaller, { personas }: Pick<DashboardSpec, 'personas'>): void {
  if (personas === undefined || isFor(caller, personas)) return;
  const whose = personas.length === 0 ? 'nobody but administrators' : `${personas.join(', ')} only`;
  const mine = caller.personas.map(({ name }) => name).join(', ');
  throw new SophiaError('dashboard.invalid', [], {
    faults: [
      {
        path: ['personas'],
        message: `It would be for ${whose}, and you could not open it any more.`,
        mend: `${mine === '' ? '' : `Add one of your personas (${mine}), `}${mine === '' ? 'Have' : 'have'} it for everybody, or ask an administrator to do it.`,
      },
    ],
  });
}
