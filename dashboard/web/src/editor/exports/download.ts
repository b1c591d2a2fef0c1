/** Has the browser save what is at an address of this server, or of a blob; `name` where the server gives none. */
export function download(href: string, name = ''): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
