// Sets the theme and the density before the first paint. It is a file of its own because the page's policy allows no
// inline script, and a classic one because a module would run after the first paint.
(() => {
  let look = {};
  try {
    look = JSON.parse(localStorage.getItem('custarea.look') || '{}');
  } catch {
    // A broken or forbidden storage means the defaults.
  }
  const dark = look.theme === 'dark' || (look.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.documentElement.dataset.density = look.density === 'compact' ? 'compact' : 'cosy';
})();
