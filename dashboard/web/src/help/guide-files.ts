/// <reference types="vite/client" />

/** Texts and pictures of docs/guides, each a file of its own that is fetched when it is shown. */
const folder = '../../../../docs/guides';
const texts = import.meta.glob<string>('../../../../docs/guides/*.md', { query: '?raw', import: 'default' });
const pictures = import.meta.glob<string>('../../../../docs/guides/images/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** The Markdown of a guide; undefined where there is none of this name. */
export const readGuide = (name: string): Promise<string> | undefined => texts[`${folder}/${name}.md`]?.();

/** The address of a picture that a guide names, such as `images/list.png`. */
export const pictureOf = (file: string): string | undefined => pictures[`${folder}/${file}`];
