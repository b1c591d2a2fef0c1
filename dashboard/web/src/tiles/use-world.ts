import { useCallback, useEffect, useMemo, useState } from 'react';
import { loadWorld, type World } from '../charts/world.ts';

export interface WorldState {
  readonly world: World | undefined;
  readonly failed: boolean;
  readonly retry: () => void;
}

/** The shapes that a map of these countries needs; while others load, those of before stay. */
export function useWorld(codes: readonly string[]): WorldState {
  const key = codes.toSorted().join(' ');
  const [world, setWorld] = useState<World>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const wanted = useMemo(() => ({ codes: key === '' ? [] : key.split(' '), attempt }), [key, attempt]);
  useEffect(() => {
    let left = false;
    loadWorld(wanted.codes).then(
      loaded => {
        if (left) return;
        setWorld(loaded);
        setFailed(false);
      },
      () => left || setFailed(true),
    );
    return () => {
      left = true;
    };
  }, [wanted]);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  return { world, failed, retry };
}
