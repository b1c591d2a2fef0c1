import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/** A component that is a file of its own. */
export interface Loadable<Props> {
  /** What it is, once it is there. */
  component(): ComponentType<Props> | undefined;
  /** Begins to load it, or waits for what was begun; after a failure it is tried again. */
  load(): Promise<void>;
  /** Begins to load it ahead of its use: what fails is told where it is shown. */
  preload(): void;
}

export function loadable<Props extends object>(
  from: () => Promise<{ readonly default: ComponentType<Props> }>,
): Loadable<Props> {
  let there: ComponentType<Props> | undefined;
  let loading: Promise<void> | undefined;
  const load = (): Promise<void> => {
    loading ??= from().then(
      module => {
        there = module.default;
      },
      thrown => {
        loading = undefined;
        throw thrown;
      },
    );
    return loading;
  };
  return { component: () => there, load, preload: () => void load().catch(() => undefined) };
}

interface Shown<Props> {
  readonly of: Loadable<Props>;
  readonly props: Props;
  /** In its place until it is there. */
  readonly meanwhile: ReactNode;
}

/**
 * Shows a component the moment it is there. What a Suspense boundary stands for is held back by React for 300 ms after
 * its fallback, which is most of the time that a dashboard may take.
 */
export function Loaded<Props extends object>({ of, props, meanwhile }: Shown<Props>): ReactNode {
  const [failure, setFailure] = useState<{ readonly thrown: unknown }>();
  const [, setLoaded] = useState<Loadable<Props>>();
  useEffect(() => {
    if (of.component() !== undefined) return;
    let isShown = true;
    of.load().then(
      () => isShown && setLoaded(of),
      thrown => isShown && setFailure({ thrown }),
    );
    return () => {
      isShown = false;
    };
  }, [of]);
  if (failure !== undefined) throw failure.thrown;
  const Component = of.component();
  return Component === undefined ? meanwhile : <Component {...props} />;
}
