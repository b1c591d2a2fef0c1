import { Upload } from 'lucide-react';
import { useRef } from 'react';

interface Props {
  /** Called with the file that was chosen. */
  readonly onFile: (file: File) => void;
}

/** A file of a dashboard is chosen. */
export function ImportButton({ onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        <Upload size={14} aria-hidden />
        <span>
          Import<span className="max-md:sr-only"> YAML</span>
        </span>
      </button>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,.json,application/yaml,application/json"
        className="sr-only"
        tabIndex={-1}
        aria-label="File to import"
        onChange={event => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          event.target.value = '';
        }}
      />
    </>
  );
}
