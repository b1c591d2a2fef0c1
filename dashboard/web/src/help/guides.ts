/** A guide of docs/guides, in the order they are told. */
export interface Guide {
  /** Its file, without the end. */
  readonly name: string;
  readonly title: string;
}

export const GUIDES: readonly Guide[] = [
  { name: 'ask', title: 'Ask a question' },
  { name: 'dashboards', title: 'Find your way in a dashboard' },
  { name: 'by-words', title: 'Make a dashboard in words' },
  { name: 'data-sources', title: 'Connect your data' },
  { name: 'troubleshooting', title: 'When something is wrong' },
];

/** The guide that a guide links to by its file; undefined for what is no guide. */
export const guideOf = (file: string): string | undefined =>
  GUIDES.find(({ name }) => `${name}.md` === file.split('#')[0])?.name;
