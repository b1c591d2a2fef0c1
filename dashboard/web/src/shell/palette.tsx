import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { HistoryTurn } from '../api/types.ts';
import { useApp, useAppState } from '../context.ts';
import { type DashboardSummary, listDashboards } from '../dashboards/dashboards-api.ts';
import { Dialog } from '../ui/dialog.tsx';
import { nextIndex } from '../ui/next-index.ts';
import { extraEntries } from './extra-entries.ts';
import { findEntries, type PaletteCommand, paletteEntries } from './palette-entries.ts';

/** Finds pages, actions, metrics and earlier questions; the history is searched on the server. */
export default function Palette() {
  const { store, actions } = useApp();
  const metrics = useAppState(state => (state.model.kind === 'ready' ? state.model.value.metrics : undefined));
  const [query, setQuery] = useState('');
  const [marked, setMarked] = useState(0);
  const history = useHistorySearch(query);
  const dashboards = useDashboards();
  const id = useId();
  const entries = [...extraEntries(), ...paletteEntries(metrics ?? [], history, dashboards)];
  const found = findEntries(entries, query);
  const at = Math.min(marked, found.length - 1);
  const close = () => store.dispatch({ kind: 'overlay', overlay: undefined });

  const run = (command: PaletteCommand) => {
    close();
    if (command.kind === 'run') command.run();
    else if (command.kind === 'go') actions.navigate(command.route);
    else if (command.kind === 'ask') void actions.ask(command.question);
    else if (command.kind === 'newThread') actions.newThread();
    else if (command.kind === 'shortcuts') store.dispatch({ kind: 'overlay', overlay: 'shortcuts' });
    else if (command.kind === 'signOut') void actions.signOut();
    else actions.chooseTheme(command.kind);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = found[at];
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      run(chosen.command);
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const to =
      nextIndex(
        event.key,
        at,
        found.map(entry => entry.label),
      ) ?? 0;
    setMarked(to);
    document.getElementById(`${id}-${to}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Dialog label="Find" onClose={close} className="max-w-[36rem]">
      <input
        className="w-full border-b border-line bg-transparent px-4 py-3 text-15 focus:outline-none max-md:text-[16px]"
        placeholder="Find a page, dashboard, metric, question or action"
        aria-label="Find"
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found[at] === undefined ? undefined : `${id}-${at}`}
        autoComplete="off"
        value={query}
        onChange={event => {
          setQuery(event.target.value);
          setMarked(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Found" className="h-[min(24rem,60vh)] overflow-auto p-1">
        {found.map((entry, index) => (
          <div key={entry.id}>
            {found[index - 1]?.group === entry.group ? null : (
              <div className="px-3 pt-2 pb-1 text-12 text-muted" role="presentation">
                {entry.group}
              </div>
            )}
            <div
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className="flex min-h-(--touch) items-center gap-3 rounded-[4px] px-3 aria-selected:bg-press"
              onPointerMove={() => setMarked(index)}
              onClick={() => run(entry.command)}
              onKeyDown={onKeyDown}
            >
              <span className="shrink-0 truncate max-w-[70%]">{entry.label}</span>
              <span className="min-w-0 truncate text-12 text-muted">{entry.detail}</span>
            </div>
          </div>
        ))}
        {found.length === 0 ? <p className="px-3 py-6 text-muted">Nothing is called that.</p> : null}
      </div>
    </Dialog>
  );
}

/** The dashboards that there are; none where they can't be listed. */
function useDashboards(): readonly DashboardSummary[] {
  const { api } = useApp();
  const [dashboards, setDashboards] = useState<readonly DashboardSummary[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    listDashboards(api, abort.signal).then(
      list => setDashboards(list.dashboards),
      () => undefined,
    );
    return () => abort.abort();
  }, [api]);
  return dashboards;
}

/** Earlier questions that match: the last few at once, others from the server after a short pause of typing. */
function useHistorySearch(query: string): readonly HistoryTurn[] {
  const { api } = useApp();
  const recent = useAppState(state => state.recent);
  const [found, setFound] = useState<readonly HistoryTurn[]>([]);
  const search = query.trim();
  useEffect(() => {
    if (search.length < 2) return setFound([]);
    let current = true;
    const timer = setTimeout(() => {
      // Without the server's answer the last questions are still searched.
      api.history({ search, limit: 8 }).then(
        reply => current && setFound(reply.turns),
        () => undefined,
      );
    }, 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [search, api]);
  const ids = new Set(found.map(turn => turn.query_id));
  return [...found, ...recent.filter(turn => !ids.has(turn.query_id))];
}
