import type { ReactNode } from 'react';
import { useApp } from '../context.ts';
import { type Route, routePath } from '../state/route.ts';

interface LinkProps {
  readonly to: Route;
  readonly className?: string;
  readonly current?: boolean;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A link within the page; new tabs and modified clicks stay the browser's. */
export function Link({ to, className, current, title, children }: LinkProps) {
  const { actions } = useApp();
  return (
    <a
      href={routePath(to)}
      className={className}
      title={title}
      aria-current={current ? 'page' : undefined}
      onClick={event => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
        event.preventDefault();
        actions.navigate(to);
      }}
    >
      {children}
    </a>
  );
}
