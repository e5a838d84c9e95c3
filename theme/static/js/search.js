// The site search: finds pages by their names, other names and short texts, all in one file that is loaded once.
import { match, prepare } from './matching.js';
import { markedIn, quoteOf, termsOf } from './marking.js';
import { searchPage } from './search_page.js';

const lines = (text) => (text ? text.split('\n') : []);

// A page, and the pages of the offers of a firm.
const entriesOf = ([group, names, path, fact, others, passages, language, offers], { angebot, namen, seiten }) => {
  const [title, ...further] = lines(names);
  const own = { group, title, path, fact, language, names: [title, ...further], passages: lines(passages), synonyms: [fact, ...lines(others), ...lines(passages)].filter(Boolean) };
  return [own, ...(offers || []).map(([id, number]) => {
    const [offered, occupation] = namen[number];
    const [, forms, , , meaning] = occupation === undefined ? [] : seiten[occupation];
    const from = fact ? `${title}, ${fact}` : title;
    return { group: angebot, title: offered, path: `${path}${id}/`, fact: from, language, names: [offered, ...lines(forms)], passages: [], synonyms: [...lines(meaning), from] };
  })];
};

const finder = (file, base) => {
  const entries = file.seiten.flatMap((row) => entriesOf(row, file));
  const index = prepare(entries);
  return (query) => {
    const terms = termsOf(query);
    const groups = new Map();
    const found = match(query, index);
    // Best first, so that the group with the best result comes first.
    found.forEach(({ at }) => {
      const entry = entries[at];
      if (!groups.has(entry.group)) groups.set(entry.group, []);
      groups.get(entry.group).push(entry);
    });
    const shown = (entry) => ({
      get title() { return markedIn(entry.title, terms); },
      get quote() { return quoteOf(entry.passages, terms); },
      href: base + entry.path,
      fact: entry.fact,
      language: entry.language,
    });
    return {
      total: found.length,
      groups: [...groups].map(([group, some]) => {
        const [title, list] = file.arten[group];
        return { title, href: list && base + list, results: some.map(shown) };
      }),
    };
  };
};

const part = document.querySelector('[data-search]');
searchPage(part, async () => {
  const answer = await fetch(part.dataset.index);
  if (!answer.ok) throw new Error(answer.status);
  return finder(await answer.json(), part.dataset.base);
});
