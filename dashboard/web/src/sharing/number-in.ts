/** What a field of a number says; undefined for what is none. A comma stands for a point, as people write it. */
export function numberIn(text: string): number | undefined {
  const written = text
    .trim()
    .replace(/\u2212/g, '-')
    .replace(',', '.');
  const number = Number(written);
  return written === '' || !Number.isFinite(number) ? undefined : number;
}
