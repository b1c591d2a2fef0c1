import { expect, test } from '@jest/globals';
import { createCatalogue } from '../../../core/ask/catalogue.ts';
import { createLexicon } from '../../../core/ask/lexicon.ts';
import { createPace } from '../../../core/ask/pace.ts';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';

const yaml = `
version: "1.0"
semantic_model:
  - name: club
    datasets:
      - {name: check_ins, source: check_ins, primary_key: [id], fields: [{name: id, expression: id, datatype: Integer}]}
      - {name: repair_jobs, source: repair_jobs, primary_key: [id], fields: [{name: id, expression: id, datatype: Integer}]}
`;

test('a thing is called by the last noun of its name, never by a little word', async () => {
  const model = loadModel(yaml, { file: 'club.yaml' });
  const lexicon = await createLexicon(createCatalogue(model, new Map(), analyst), createPace());
  expect(lexicon.lookup(['job'], false).map(found => found.kind)).toContain('dataset');
  expect(lexicon.lookup(['in'], false)).toEqual([]);
});
