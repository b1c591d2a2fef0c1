// Runs before the first paint, so that a chosen theme never flashes the other one. The page's theme.ts owns the choice.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('sophia.theme') ?? 'system';
  } catch {
    // Storage may be switched off; the system's theme then holds.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  if (self !== top) document.documentElement.dataset.framed = '';
})();
