import type { ReactNode } from 'react';

/** A part of a form that is opened when it is wanted; open where something is set. */
export function Part({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details className="edit-part" open={open}>
      <summary>{title}</summary>
      <div className="grid gap-3 pt-2 pb-3">{children}</div>
    </details>
  );
}
