import { useEffect, useMemo, useRef } from 'react';

/** Goes to a place with the next frame: of several wanted before it, to the last. */
export interface OncePerFrame<T> {
  to(place: T): void;
  /** Where it is about to go. */
  waiting(): T | undefined;
  drop(): void;
}

/** A key that is held asks for more than can be drawn; what nobody would see is not drawn. */
export function useOncePerFrame<T>(go: (place: T) => void): OncePerFrame<T> {
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  const walk = useMemo(() => {
    let frame: number | undefined;
    let place: T | undefined;
    const drop = () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = undefined;
      place = undefined;
    };
    return {
      to(wanted: T) {
        place = wanted;
        frame ??= requestAnimationFrame(() => {
          const last = place;
          drop();
          if (last !== undefined) latest.current(last);
        });
      },
      waiting: () => place,
      drop,
    };
  }, []);
  useEffect(() => walk.drop, [walk]);
  return walk;
}
