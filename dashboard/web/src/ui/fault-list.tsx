import type { DashboardFault } from '../../../../core/dashboards/errors.ts';

/** `tiles[2].plan`; the document itself has no path. */
export const faultPath = (path: DashboardFault['path']): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`)).join('');

/** What scrolls is reached by the keyboard, too. */
const reachable = { tabIndex: 0 };

/** What is wrong with a document, a fault a line: where, what, and the mend. Many of them scroll in themselves. */
export const FaultList = ({ faults }: { faults: readonly DashboardFault[] }) => (
  <ul aria-label="Faults" {...reachable} className="mt-1 grid max-h-60 gap-1 overflow-auto">
    {faults.map(({ path, message, mend }) => (
      <li key={`${faultPath(path)} ${message}`} className="break-words">
        {path.length === 0 ? null : <code className="mr-2 text-12 text-muted">{faultPath(path)}</code>}
        {message} <span className="text-soft">{mend}</span>
      </li>
    ))}
  </ul>
);
