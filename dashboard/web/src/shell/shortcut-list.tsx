import { useApp } from '../context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { shortcuts } from './keys.ts';

export default function ShortcutList() {
  const { store } = useApp();
  const close = () => store.dispatch({ kind: 'overlay', overlay: undefined });
  return (
    <Dialog label="Keyboard shortcuts" onClose={close} className="max-w-[26rem]">
      <div className="p-4">
        <div className="flex items-center justify-between">
          <h2 className="text-15 font-semibold">Keyboard shortcuts</h2>
          <button type="button" className="button-quiet -mr-2" onClick={close}>
            Close
          </button>
        </div>
        <dl className="mt-2">
          {shortcuts().map(({ keys, does }) => (
            <div key={does} className="flex min-h-8 items-center justify-between gap-4">
              <dt className="text-soft">{does}</dt>
              <dd className="flex shrink-0 gap-1">
                {keys.map(key => (
                  <kbd
                    key={key}
                    className="min-w-6 rounded-[4px] bg-press px-1.5 text-center font-sans text-12 leading-6"
                  >
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}
