import { type FormEvent, useEffect, useState } from 'react';
import { useApp } from '../context.ts';
import { useBoard } from '../dashboards/board-context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { formatInstant } from '../format.ts';
import { Choice, TextField, Tick } from '../sharing/fields.tsx';
import { fixedView } from '../sharing/fixed-view.ts';
import { usePersonaOptions } from '../sharing/personas.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useWork } from '../ui/use-work.ts';
import { chosenView, usualChoice, type ViewChoice, viewOptions, viewWords } from './report-view.ts';
import { previewReport, type Report, type ReportPreview, saveReport } from './reports-api.ts';
import { cronOf, formOf, type ScheduleForm, usualSchedule, WEEKDAYS } from './schedule-form.ts';

const days = [
  { value: 'weekdays', label: 'Monday to Friday' },
  { value: 'daily', label: 'Every day' },
  { value: 'weekly', label: 'Every week' },
  { value: 'monthly', label: 'On the 1st of the month' },
  { value: 'own', label: 'A schedule of my own' },
] as const;
const weekdays = WEEKDAYS.map((label, index) => ({ value: String(index), label }));

interface Props {
  readonly dashboard: OpenedDashboard;
  /** The one to be changed; a new one when left out. */
  readonly report?: Report | undefined;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A report as a form: when, as whom, with which files; looked at before it is made. */
export function ReportForm({ dashboard, report, onSaved, onCancel }: Props) {
  const { api } = useApp();
  const { spec, dashboard_id } = dashboard;
  const board = useBoard();
  const personas = usePersonaOptions();
  const [title, setTitle] = useState(report?.rule.title ?? spec.title);
  const [schedule, setSchedule] = useState(report ? formOf(report.rule.schedule.cron) : usualSchedule);
  const [zone, setZone] = useState(report?.rule.schedule.time_zone ?? here());
  const [persona, setPersona] = useState(report?.persona ?? board.persona);
  const [files, setFiles] = useState<readonly string[]>(report?.rule.attachments ?? []);
  const views = { kept: report?.rule.view, now: fixedView(board.store.get().view) };
  const [choice, setChoice] = useState(usualChoice(views));
  const [preview, setPreview] = useState<{ readonly of: string; readonly value: ReportPreview }>();
  const { busy, problem, run } = useWork();
  useEffect(() => document.querySelector<HTMLInputElement>('[data-report-form] input')?.focus(), []);

  const cron = cronOf(schedule);
  const view = chosenView(choice, views);
  const options = viewOptions(views);
  const rule = cron && {
    title: title.trim(),
    dashboard_id,
    schedule: { cron, time_zone: zone.trim() },
    ...(view && { view }),
    attachments: files,
    paused: report?.rule.paused ?? false,
  };
  const body = rule && rule.title !== '' ? { rule, persona } : undefined;
  const look = () =>
    body && run(async () => setPreview({ of: JSON.stringify(body), value: await previewReport(api, body) }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body) run(() => saveReport(api, body, report?.report_id).then(onSaved));
  };
  const data = spec.tiles.filter(({ plan }) => plan);
  return (
    <form
      className="grid gap-3"
      data-report-form
      onSubmit={submit}
      aria-label={report === undefined ? 'New report' : 'Change the report'}
    >
      <TextField label="Title" value={title} onChange={setTitle} required />
      <When schedule={schedule} put={change => setSchedule({ ...schedule, ...change })} zone={zone} setZone={setZone} />
      <Choice
        label="Shows what you see as"
        value={persona}
        options={personas}
        onChange={setPersona}
        note="It stops when this persona is taken from you."
      />
      {options.length > 1 ? (
        <Choice
          label="Filters"
          value={choice}
          options={options}
          onChange={value => setChoice(value as ViewChoice)}
          note={viewWords(view, spec)}
        />
      ) : null}
      <fieldset className="grid gap-x-4 md:grid-cols-2">
        <legend className="text-12 text-muted">Rows to attach as CSV</legend>
        {data.map(tile => (
          <Tick
            key={tile.id}
            label={tile.title}
            checked={files.includes(tile.id)}
            onChange={on => setFiles(on ? [...files, tile.id] : files.filter(id => id !== tile.id))}
          />
        ))}
      </fieldset>
      {problem === undefined ? null : <ProblemNote problem={problem} />}
      {preview === undefined ? null : <Preview preview={preview.value} stale={preview.of !== JSON.stringify(body)} />}
      <div className="flex flex-wrap justify-end gap-2">
        <button type="button" className="button-quiet min-h-9" onClick={onCancel}>
          Cancel
        </button>
        <button type="button" className="button min-h-9" disabled={busy || body === undefined} onClick={look}>
          Preview
        </button>
        <button type="submit" className="button-primary" disabled={busy || body === undefined}>
          {report === undefined ? 'Schedule it' : 'Save'}
        </button>
      </div>
    </form>
  );
}

interface WhenProps {
  readonly schedule: ScheduleForm;
  readonly put: (change: Partial<ScheduleForm>) => void;
  readonly zone: string;
  readonly setZone: (zone: string) => void;
}

function When({ schedule, put, zone, setZone }: WhenProps) {
  return (
    <div className="grid gap-3 md:grid-cols-3">
      <Choice
        label="Comes"
        value={schedule.days}
        options={days}
        onChange={value => put({ days: value as ScheduleForm['days'] })}
      />
      {schedule.days === 'weekly' ? (
        <Choice label="On" value={schedule.weekday} options={weekdays} onChange={weekday => put({ weekday })} />
      ) : null}
      {schedule.days === 'own' ? (
        <TextField
          label="Schedule"
          value={schedule.cron}
          onChange={cron => put({ cron })}
          note="Minute, hour, day, month, weekday."
        />
      ) : (
        <TextField label="At" kind="time" value={schedule.time} onChange={time => put({ time })} />
      )}
      <TextField label="Time zone" value={zone} onChange={setZone} />
    </div>
  );
}

/** A long text scrolls: by keys too. */
const byKeys = { role: 'group', tabIndex: 0, 'aria-label': 'Text of the report' } as const;

function Preview({ preview, stale }: { preview: ReportPreview; stale: boolean }) {
  return (
    <section aria-label="Preview" className={`grid gap-2 rounded-base bg-panel p-3 ${stale ? 'tile-waiting' : ''}`}>
      <p className="font-semibold break-words">{preview.subject}</p>
      <pre {...byKeys} className="max-h-60 overflow-auto font-sans break-words whitespace-pre-wrap">
        {preview.text}
      </pre>
      <p className="numbers text-12 text-muted">
        Next: {preview.next.map(time => `${formatInstant(time)} UTC`).join(', ')}
      </p>
    </section>
  );
}
