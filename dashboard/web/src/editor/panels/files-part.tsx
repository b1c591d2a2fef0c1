import { Download, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { asProblem } from '../../api/client.ts';
import type { OpenedDashboard } from '../../dashboards/dashboards-api.ts';
import { Part } from '../form/part.tsx';
import { useEditor } from '../parts/editor-context.ts';

/** The dashboard as a file for version control, and a file in its place. */
export function FilesPart() {
  const { app, board, session, driver, ui } = useEditor();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    setProblem(undefined);
    await driver.idle();
    try {
      const body = {
        text: await file.text(),
        base_revision: session.get().saved.revision,
        note: `Imported ${file.name}`,
      };
      const saved = await app.api.json<OpenedDashboard>('POST', '/api/v1/dashboards/import', body);
      if (saved.dashboard_id === board.id) {
        await driver.sync();
        ui.dispatch({ kind: 'notice', notice: { text: `Imported ${file.name} as revision ${saved.revision}` } });
        ui.dispatch({ kind: 'panel', panel: undefined });
      } else app.store.dispatch({ kind: 'told', text: `Imported the dashboard ${saved.spec.title}` });
    } catch (thrown) {
      setProblem(asProblem(thrown).detail);
    }
  }
  return (
    <Part title="File">
      <div className="flex flex-wrap gap-2">
        <a className="button" href={`/api/v1/dashboards/${encodeURIComponent(board.id)}/export`} download>
          <Download size={14} aria-hidden /> Export YAML
        </a>
        <button type="button" className="button" onClick={() => input.current?.click()}>
          <Upload size={14} aria-hidden /> Import YAML
        </button>
        <input
          ref={input}
          type="file"
          accept=".yaml,.yml,.json,application/yaml,application/json"
          className="sr-only"
          tabIndex={-1}
          aria-label="File to import"
          onChange={event => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      <p className="text-12 text-muted">
        A file of this dashboard takes its place as a new revision, and can be undone by the history.
      </p>
      {problem === undefined ? null : (
        <p role="alert" className="break-words text-red">
          {problem}
        </p>
      )}
    </Part>
  );
}
