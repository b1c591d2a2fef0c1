import { useState } from 'react';
import type { DashboardSpec, Feature } from '../../../../../core/dashboards/spec.ts';
import { useAppState } from '../../context.ts';
import { settingsOperations } from '../edits/settings-operations.ts';
import { colorChoices, featureChoices } from '../form/choices.ts';
import { ChoiceField, NumberField, TextField } from '../form/fields.tsx';
import { FilterList } from '../form/filter-list.tsx';
import { ManyField } from '../form/many-field.tsx';
import { Part } from '../form/part.tsx';
import { TimeRangeField } from '../form/time-range-field.tsx';
import { withMember } from '../form/with-member.ts';
import { useEditor } from '../parts/editor-context.ts';
import { shownSpec } from '../session/shown-spec.ts';
import { FilesPart } from './files-part.tsx';
import { FormFoot } from './form-foot.tsx';
import { SidePanel } from './side-panel.tsx';
import { useTrial } from './use-trial.ts';

/** What concerns the whole dashboard. */
export function SettingsPanel() {
  const { ui, session } = useEditor();
  const [base] = useState(() => shownSpec(session.get()));
  const [draft, setDraft] = useState(base);
  const { apply, fault, busy } = useTrial(settingsOperations(base, draft));
  const close = () => ui.dispatch({ kind: 'panel', panel: undefined });
  const done = async () => {
    if (await apply('Change the settings')) close();
  };
  return (
    <SidePanel
      label="Dashboard"
      onClose={close}
      foot={<FormFoot fault={fault} busy={busy} action="Apply" onApply={() => void done()} onCancel={close} />}
    >
      <div className="grid gap-3">
        <Identity draft={draft} onChange={setDraft} />
        <TimeRangeField
          label="Window"
          none="Each tile's own"
          value={draft.time?.range}
          onChange={range => setDraft(withMember(draft, 'time', range && { range }))}
        />
        <NumberField
          label="Refresh every … seconds"
          value={draft.refresh}
          least={5}
          most={86_400}
          placeholder="Never by itself"
          onChange={refresh => setDraft(withMember(draft, 'refresh', refresh))}
        />
        <Part title="Filters" open={draft.filters.length > 0}>
          <FilterList
            filters={draft.filters}
            tiles={draft.tiles}
            onChange={filters => setDraft({ ...draft, filters: [...filters] })}
          />
        </Part>
        <Looks draft={draft} onChange={setDraft} />
        <FilesPart />
      </div>
    </SidePanel>
  );
}

interface PartProps {
  readonly draft: DashboardSpec;
  readonly onChange: (draft: DashboardSpec) => void;
}

function Identity({ draft, onChange }: PartProps) {
  const session = useAppState(state => state.session);
  const personas = session.kind === 'signedIn' ? session.user.personas : [];
  const known = personas.map(({ name, title }) => ({ value: name, label: title }));
  const others = (draft.personas ?? []).filter(name => !personas.some(one => one.name === name));
  return (
    <>
      <TextField label="Title" value={draft.title} onChange={title => onChange({ ...draft, title })} />
      <TextField
        label="Description"
        rows={2}
        value={draft.description ?? ''}
        onChange={text => onChange(withMember(draft, 'description', text === '' ? undefined : text))}
      />
      <TextField
        label="Folder"
        value={draft.folder ?? ''}
        placeholder="Sales/Europe"
        onChange={text => onChange(withMember(draft, 'folder', text === '' ? undefined : text))}
      />
      <ManyField
        label="For"
        values={draft.personas ?? []}
        choices={[...known, ...others.map(value => ({ value, label: value }))]}
        none="Everybody"
        onChange={list => onChange(withMember(draft, 'personas', list.length === 0 ? undefined : [...list]))}
      />
    </>
  );
}

function Looks({ draft, onChange }: PartProps) {
  const { theme } = draft;
  const set = (members: Partial<DashboardSpec['theme']>) =>
    onChange({ ...draft, theme: withoutNone({ ...theme, ...members }) });
  const { accent } = theme;
  const own = accent !== undefined && !colorChoices.some(({ value }) => value === accent);
  return (
    <>
      <Part title="Theme">
        <ChoiceField
          label="Light or dark"
          value={theme.mode}
          choices={[
            { value: 'system', label: 'As the viewer has it' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          onChange={mode => mode !== undefined && set({ mode: mode as 'system' })}
        />
        <ChoiceField
          label="Density"
          value={theme.density}
          choices={[
            { value: 'comfortable', label: 'Comfortable' },
            { value: 'compact', label: 'Compact' },
          ]}
          onChange={density => density !== undefined && set({ density: density as 'compact' })}
        />
        <ChoiceField
          label="Accent"
          value={accent}
          none="As the page"
          choices={own ? [{ value: accent, label: accent }, ...colorChoices] : colorChoices}
          onChange={color => set({ accent: color })}
        />
        <TextField
          label="Brand colour"
          value={own ? accent : ''}
          placeholder="#1a4fd6"
          onChange={text => set({ accent: text === '' ? undefined : text.trim().toLowerCase() })}
        />
      </Part>
      <Part title="Features" open={draft.features.length > 0}>
        <ManyField
          label="Features"
          values={draft.features}
          choices={featureChoices}
          none="Choose"
          onChange={list => onChange({ ...draft, features: [...list] as Feature[] })}
        />
      </Part>
    </>
  );
}

const withoutNone = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
