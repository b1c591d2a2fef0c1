import { Download } from 'lucide-react';
import { useState } from 'react';
import { asProblem } from '../../api/client.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { importDashboard } from '../../dashboards/dashboards-api.ts';
import { ImportButton } from '../../dashboards/import-button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Part } from '../form/part.tsx';
import { useEditor } from '../parts/editor-context.ts';

/** The dashboard as a file for version control, and a file in its place. */
export function FilesPart() {
  const { app, board, session, driver, ui } = useEditor();
  const [problem, setProblem] = useState<ApiProblem>();

  async function take(file: File): Promise<void> {
    setProblem(undefined);
    await driver.idle();
    try {
      const saved = await importDashboard(app.api, file, session.get().saved.revision);
      if (saved.dashboard_id === board.id) {
        await driver.sync();
        ui.dispatch({ kind: 'notice', notice: { text: `Imported ${file.name} as revision ${saved.revision}` } });
        ui.dispatch({ kind: 'panel', panel: undefined });
      } else app.store.dispatch({ kind: 'told', text: `Imported the dashboard ${saved.spec.title}` });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  }
  return (
    <Part title="File">
      <div className="flex flex-wrap gap-2">
        <a className="button" href={`/api/v1/dashboards/${encodeURIComponent(board.id)}/export`} download>
          <Download size={14} aria-hidden /> Export YAML
        </a>
        <ImportButton onFile={file => void take(file)} />
      </div>
      <p className="text-12 text-muted">
        A file of this dashboard takes its place as a new revision, and can be undone by the history.
      </p>
      {problem === undefined ? null : <ProblemNote problem={problem} />}
    </Part>
  );
}
