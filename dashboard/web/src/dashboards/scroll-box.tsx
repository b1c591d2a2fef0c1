import type { ReactNode } from 'react';
import { useSize } from './use-size.ts';

/** Words in all the height that there is. Where they do not fit they scroll, by keys too. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  const [box, { height }] = useSize();
  const [words, { height: needed }] = useSize();
  const scrolls = needed > height && height > 0;
  return (
    <div
      ref={box}
      className="h-full overflow-auto focus-visible:outline-offset-[-2px]"
      {...(scrolls && { role: 'group', tabIndex: 0, 'aria-label': label })}
    >
      <div ref={words}>{children}</div>
    </div>
  );
}
