// The full-text search: Pagefind finds, the page is ours. It is loaded on the first use of the field.
import { searchPage } from './search_page.js';

const MOST = 30; // results looked at; each is a file of its own

// Text and marks of an excerpt, and nothing else of it.
const quoted = (excerpt) => [...new DOMParser().parseFromString(excerpt, 'text/html').body.childNodes]
  .map((node) => ({ text: node.textContent, marked: node.nodeName === 'MARK' }));

// The part of a page that fits best: its link leads to the heading, in an episode to the place in the recording.
const shown = (page) => {
  const best = page.sub_results.find((some) => some.excerpt.includes('<mark>')) || { url: page.url, title: page.meta.title, excerpt: page.excerpt };
  return {
    title: [{ text: page.meta.title }],
    href: best.url,
    fact: best.title === page.meta.title ? '' : best.title,
    quote: quoted(best.excerpt),
  };
};

const part = document.querySelector('[data-search]');
searchPage(part, async () => {
  const pagefind = await import(`${part.dataset.index}pagefind.js`);
  await pagefind.options({ baseUrl: part.dataset.base, excerptLength: 28 });
  await pagefind.init();
  return async (query) => {
    const found = await pagefind.search(query);
    const pages = await Promise.all(found.results.slice(0, MOST).map((result) => result.data()));
    const groups = new Map();
    pages.forEach((page) => {
      if (!groups.has(page.meta.art)) groups.set(page.meta.art, []);
      groups.get(page.meta.art).push(shown(page));
    });
    return { total: pages.length, isCut: found.results.length > MOST, groups: [...groups].map(([title, results]) => ({ title, href: '', results })) };
  };
});
