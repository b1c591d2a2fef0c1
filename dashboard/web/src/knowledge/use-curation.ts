import { useState } from 'react';
import { asProblem } from '../api/client.ts';
import { useApp } from '../context.ts';
import {
  type DocumentReply,
  type DocumentState,
  moveDocument,
  removeDocument,
  restoreDocument,
} from './knowledge-api.ts';
import { movedText } from './words.ts';

/** What was done last, and how it is taken back. */
export interface Done {
  readonly text: string;
  undo(): Promise<void>;
}

export interface Curation {
  readonly done: Done | undefined;
  readonly busy: boolean;
  move(document: DocumentReply, to: DocumentState, note?: string): Promise<boolean>;
  remove(document: DocumentReply): Promise<boolean>;
  /** Brings back what was removed. */
  restore(document: DocumentReply): Promise<boolean>;
  undo(): void;
  dismiss(): void;
}

/** Moves documents between states and takes it back; what goes wrong is told below the page. */
export function useCuration(onChanged: () => void): Curation {
  const { api, store } = useApp();
  const [done, setDone] = useState<Done>();
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<Done | undefined>): Promise<boolean> => {
    setBusy(true);
    try {
      setDone(await work());
      return true;
    } catch (thrown) {
      store.dispatch({ kind: 'told', text: asProblem(thrown).detail });
      return false;
    } finally {
      setBusy(false);
      // Also after a fault: somebody else may have changed what is shown.
      onChanged();
    }
  };
  return {
    done,
    busy,
    move: (document, to, note) =>
      attempt(async () => {
        const moved = await moveDocument(api, document, to, note);
        const undo = async () => {
          // What was rejected goes back with its reason, which it cannot be without.
          await moveDocument(api, moved, document.state, document.note ?? undefined);
        };
        return { text: movedText(document, to), undo };
      }),
    remove: document =>
      attempt(async () => {
        await removeDocument(api, document.document_id);
        const undo = async () => {
          await restoreDocument(api, document.document_id);
        };
        return { text: `“${document.title}” is removed`, undo };
      }),
    restore: document =>
      attempt(async () => {
        await restoreDocument(api, document.document_id);
        return undefined;
      }),
    undo() {
      if (done === undefined) return;
      void attempt(async () => {
        await done.undo();
        return undefined;
      });
    },
    dismiss: () => setDone(undefined),
  };
}
