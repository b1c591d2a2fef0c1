/** Address of the picture that stands for Sophia, the same that the browser's tab shows. */
export const LOGO = new URL('../icon.svg', import.meta.url).href;
