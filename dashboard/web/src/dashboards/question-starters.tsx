import { useAppState } from '../context.ts';
import { rowHeightOf, useNarrow } from '../table/use-narrow.ts';
import { useBoard } from './board-context.ts';

const MOST = 5;
/** Pixels of a row under a finger. */
const TOUCH = 44;

interface Props {
  /** Pixels below the field: as many questions as fit are shown. */
  readonly height: number;
  readonly again: (question: string) => void;
}

/** Questions to start from, those of the persona that the dashboard is shown as. */
export function QuestionStarters({ height, again }: Props) {
  const { persona } = useBoard();
  const session = useAppState(state => state.session);
  const narrow = useNarrow();
  const row = narrow ? TOUCH : rowHeightOf(false);
  const personas = session.kind === 'signedIn' ? session.user.personas : [];
  const examples = personas.find(({ name }) => name === persona)?.examples ?? [];
  const shown = examples.slice(0, Math.max(0, Math.min(MOST, Math.floor(height / row))));
  if (shown.length === 0) return null;
  return (
    <ul aria-label="Questions to start from">
      {shown.map(question => (
        <li key={question}>
          <button
            type="button"
            title={question}
            className="block w-full truncate rounded-[4px] px-2.5 text-left text-soft hover:bg-hover hover:text-ink"
            style={{ height: row }}
            onClick={() => again(question)}
          >
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}
