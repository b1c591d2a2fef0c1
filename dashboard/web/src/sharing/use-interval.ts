import { useEffect, useEffectEvent } from 'react';

/** Does something again and again while the page is looked at; never without seconds. */
export function useInterval(seconds: number | undefined, work: () => void): void {
  const run = useEffectEvent(work);
  useEffect(() => {
    if (seconds === undefined) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') run();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds]);
}
