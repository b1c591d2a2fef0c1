import { useEffect } from 'react';

const PRODUCT = 'Sophia';

/** Names the document after what it shows, as long as it is shown. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return;
    document.title = `${title} · ${PRODUCT}`;
    return () => {
      document.title = PRODUCT;
    };
  }, [title]);
}
