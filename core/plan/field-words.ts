import type { SemanticModel } from '../semantic/model/types.ts';
import { lowerFirst } from './labels.ts';
import { type FoundField, fieldLabel, findField, humanName, leafOf } from './names.ts';

/** What a field is called inside a sentence; with its dataset where another dataset has one of that name. */
export function fieldWords(text: string, model: SemanticModel): string {
  const found = findField(model, text);
  if (!found) return lowerFirst(humanName(leafOf(text)));
  const label = fieldLabel(found);
  const words = lowerFirst(label);
  return isShared(found, label, model) ? `${words} of ${lowerFirst(humanName(found.dataset.name))}` : words;
}

const isShared = ({ dataset }: FoundField, label: string, model: SemanticModel): boolean =>
  model.datasets.some(
    other =>
      other !== dataset &&
      other.fields.some(
        field => !field.private && fieldLabel({ dataset: other, field }).toLowerCase() === label.toLowerCase(),
      ),
  );
