import { useEffect, useEffectEvent, useState } from 'react';
import { parseOperations } from '../../../../../core/dashboards/operations/apply.ts';
import type { OperationInput } from '../../../../../core/dashboards/operations/schema.ts';
import { isSophiaError } from '../../../../../core/errors.ts';
import { asProblem } from '../../api/client.ts';
import { useEditor } from '../parts/editor-context.ts';
import { troubleOf } from '../session/trouble.ts';

/** Milliseconds that the form rests before the board shows what it says. */
const REST = 200;

/**
 * Operations that a form stands for: the board shows them while they change; `apply` has the server check them and
 * makes them one edit. Gives what is wrong where something is.
 */
export function useTrial(operations: readonly OperationInput[]) {
  const parts = useEditor();
  const { display, board, session, app } = parts;
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  // What others change while the form is open it has not seen.
  const [seen] = useState(() => session.get().saved.revision);
  const text = JSON.stringify(operations);
  const draw = useEffectEvent(() => {
    try {
      display.try(parseOperations(operations));
    } catch (error) {
      // Half of a form says nothing yet.
      if (!isSophiaError(error)) throw error;
    }
  });
  useEffect(() => {
    void text;
    setFault(undefined);
    const timer = setTimeout(draw, REST);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => () => display.try(undefined), [display]);

  async function apply(label: string): Promise<boolean> {
    setBusy(true);
    const told = await checked();
    setBusy(false);
    const wrong = told ?? parts.edit(label, operations, { notice: true, seen });
    setFault(wrong);
    if (wrong === undefined) display.accept();
    return wrong === undefined;
  }

  /** What the server says against it; nothing where it can't be asked now: then it is said when it is sent. */
  async function checked(): Promise<string | undefined> {
    if (operations.length === 0 || session.get().queue.length > 0) return undefined;
    const body = { operations, base_revision: session.get().saved.revision };
    try {
      await app.api.json('POST', `/api/v1/dashboards/${board.id}/preview`, body);
      return undefined;
    } catch (thrown) {
      const trouble = troubleOf(asProblem(thrown));
      return trouble === undefined || trouble.kind === 'conflict' ? undefined : faultText(trouble);
    }
  }
  return { apply, fault, busy };
}

const faultText = (trouble: NonNullable<ReturnType<typeof troubleOf>>): string => {
  if (trouble.kind !== 'refused' || trouble.faults.length === 0) return 'message' in trouble ? trouble.message : '';
  return trouble.faults.map(({ message, mend }) => `${message} ${mend}`).join(' ');
};
