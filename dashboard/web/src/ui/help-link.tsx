import { CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { routePath } from '../state/route.ts';

/** Leads to a guide in a tab of its own: what one is in the middle of stays as it is. */
export function HelpLink({ guide, children }: { guide: string; children: ReactNode }) {
  return (
    <a
      href={routePath({ page: 'help', guide })}
      target="_blank"
      rel="noopener"
      className="link inline-flex items-center gap-1 text-12"
    >
      <CircleHelp size={13} aria-hidden />
      {children}
    </a>
  );
}
