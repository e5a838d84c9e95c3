// Light or dark: what the reader chose here wins over the system. Runs before the page is painted, so that nothing flashes.
(() => {
  const root = document.documentElement;
  const key = 'kammerton:theme';
  const remembered = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (theme) => { try { localStorage.setItem(key, theme); } catch { /* private mode: for this page only */ } };
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);

  if (['light', 'dark'].includes(remembered())) root.dataset.theme = remembered();

  // On phones the sections lie in a row that scrolls: the current one is moved into view, as soon as the style sheets have made it a row.
  document.addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => {
    const current = document.querySelector('.nav [aria-current]');
    const row = current?.closest('.nav');
    if (row) row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - row.clientWidth / 3;
  }));

  // Who touches the search field will want what the search page loads: it is fetched then, once, and not before.
  const fetchIndex = (event) => {
    const { searchIndex } = event.target.dataset;
    if (!searchIndex) return;
    document.removeEventListener('focusin', fetchIndex);
    fetch(searchIndex).catch(() => { /* the search page says so */ });
  };
  document.addEventListener('focusin', fetchIndex);

  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-theme-switch]')) return;
    root.dataset.theme = isDark() ? 'light' : 'dark';
    remember(root.dataset.theme);
  });
})();
