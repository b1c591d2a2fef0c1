import { Plus, X } from 'lucide-react';
import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { freeId } from '../edits/new-tile.ts';
import { toneChoices } from './choices.ts';
import { ChoiceField, DraftField, TextField } from './fields.tsx';
import { Part } from './part.tsx';
import { withMember } from './with-member.ts';

type Annotation = NonNullable<Tile['annotations']>[number];

const KINDS = [
  { value: 'line', label: 'Line' },
  { value: 'band', label: 'Band' },
  { value: 'note', label: 'Note' },
];
const AXES = [
  { value: 'y', label: 'At a value' },
  { value: 'x', label: 'At a time or place' },
];

/** Lines, bands and notes across a chart. */
export function Annotations({ tile, onChange }: { tile: Tile; onChange: (tile: Tile) => void }) {
  const list = tile.annotations ?? [];
  const set = (next: readonly Annotation[]) =>
    onChange(withMember(tile, 'annotations', next.length === 0 ? undefined : [...next]));
  const add = () => {
    const id = freeId(
      'annotation',
      list.map(one => one.id),
    );
    set([...list, { id, kind: 'line', axis: 'y', from: 0 }]);
  };
  return (
    <Part title="Lines, bands, notes" open={list.length > 0}>
      {list.map((annotation, index) => (
        <AnnotationRow
          key={annotation.id}
          annotation={annotation}
          onChange={next => set(next === undefined ? list.toSpliced(index, 1) : list.with(index, next))}
        />
      ))}
      <button type="button" className="button-quiet justify-self-start" onClick={add}>
        <Plus size={14} aria-hidden /> Add one
      </button>
    </Part>
  );
}

/** A number, or a date on a time axis. */
const placeOf = (text: string): number | string => {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : text.trim();
};

function AnnotationRow({
  annotation,
  onChange,
}: {
  annotation: Annotation;
  onChange: (annotation: Annotation | undefined) => void;
}) {
  const { kind, axis, from, to, label, tone } = annotation;
  return (
    <div className="edit-row">
      <ChoiceField
        label="Kind"
        value={kind}
        choices={KINDS}
        onChange={next => {
          if (next === undefined) return;
          onChange(
            withMember(
              { ...annotation, kind: next as Annotation['kind'] },
              'to',
              next === 'band' ? (to ?? from) : undefined,
            ),
          );
        }}
      />
      <ChoiceField
        label="Where"
        value={axis}
        choices={AXES}
        onChange={next => next !== undefined && onChange({ ...annotation, axis: next as Annotation['axis'] })}
      />
      <DraftField
        label={axis === 'x' ? 'Date (2026-01-31)' : 'Value'}
        value={String(from)}
        onChange={text => onChange({ ...annotation, from: placeOf(text) })}
      />
      {kind === 'band' ? (
        <DraftField
          label="To"
          value={String(to ?? '')}
          onChange={text => onChange({ ...annotation, to: placeOf(text) })}
        />
      ) : null}
      <TextField
        label="Says"
        value={label ?? ''}
        onChange={text => onChange(withMember(annotation, 'label', text === '' ? undefined : text))}
      />
      <ChoiceField
        label="Means"
        value={tone}
        none="Nothing"
        choices={toneChoices}
        onChange={next => onChange(withMember(annotation, 'tone', next as Annotation['tone']))}
      />
      <button type="button" className="button-quiet" aria-label="Take it away" onClick={() => onChange(undefined)}>
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
