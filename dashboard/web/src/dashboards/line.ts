import type { BoardStore } from './board-actions.ts';

/** Milliseconds without a sign of life after which a line is dead, though nobody closed it: the server gives one every ten seconds at least. */
const SILENCE = 20_000;
/** Milliseconds in which a line that broke may come back before people are told. */
const PATIENCE = 4_000;
/** Milliseconds for which it is said that it came back. */
const BACK = 10_000;

/** Tells people whether what a dashboard shows is still kept up to date. */
export interface Line {
  /** Something came. */
  heard(): void;
  /** It broke, or could not be made: people are told when it stays so. */
  broke(): void;
  /** Nothing is wanted of it for now. */
  rest(): void;
}

/** `onSilence`: nothing came for longer than ever happens on a line that is there. */
export function watchLine(store: BoardStore, onSilence: () => void): Line {
  let heardAt = Date.now();
  let silence: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let back: ReturnType<typeof setTimeout> | undefined;

  const lost = () => store.dispatch({ kind: 'line', line: { kind: 'lost', since: heardAt } });
  const broke = () => {
    patience ??= setTimeout(lost, PATIENCE);
  };
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      broke();
      listen();
      onSilence();
    }, SILENCE);
  };
  const calm = () => {
    clearTimeout(patience);
    patience = undefined;
  };
  return {
    heard() {
      heardAt = Date.now();
      calm();
      listen();
      if (store.get().line?.kind !== 'lost') return;
      store.dispatch({ kind: 'line', line: { kind: 'back' } });
      clearTimeout(back);
      back = setTimeout(() => store.dispatch({ kind: 'line', line: undefined }), BACK);
    },
    broke,
    rest() {
      calm();
      clearTimeout(silence);
      clearTimeout(back);
      if (store.get().line !== undefined) store.dispatch({ kind: 'line', line: undefined });
    },
  };
}
