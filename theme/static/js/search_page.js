// A search page: the field, the state in the address, results in groups, and what is read out. How things are found is the caller's.
//
//   find(words) -> { total, isCut, groups: [{ title, href, results: [{ title, href, fact, language, quote }, …] }, …] }
//   isCut says that there is more than was looked at; title and quote are lists of { text, marked }; href of a group is the list of all, where there is one.
const FIRST = 5;
const STEP = 50;
const PAUSE = 150; // milliseconds between typing and searching

const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));

export const searchPage = (part, load) => {
  const words = part.dataset;
  const input = document.querySelector('[data-search-input]');
  const status = part.querySelector('[data-search-status]');
  const results = part.querySelector('[data-search-results]');
  const elsewhere = part.querySelector('[data-search-elsewhere]');
  let loading = null;
  let asked = '';
  let pause = 0;
  // Whether what is in the address was sent, not only typed: then the next words are a step of their own, else they take its place.
  let isSent = location.search !== '';

  const loaded = () => {
    if (!loading) {
      loading = load();
      loading.catch(() => { loading = null; });
    }
    return loading;
  };
  const say = (sentence) => { if (status.textContent !== sentence) status.textContent = sentence; };
  const copyOf = (name) => part.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);

  const written = (parts) => parts.map(({ text, marked }) => {
    if (!marked) return document.createTextNode(text);
    const mark = document.createElement('mark');
    mark.textContent = text;
    return mark;
  });
  const put = (place, parts) => { place.replaceChildren(...written(parts)); place.hidden = !parts.length; };

  const entry = ({ title, href, fact, language, quote }) => {
    const item = copyOf('result');
    const link = item.querySelector('a');
    link.href = href;
    put(link, title);
    put(item.querySelector('[data-fact]'), fact ? [{ text: fact }] : []);
    put(item.querySelector('[data-quote]'), quote);
    if (language) item.lang = language;
    return item;
  };

  const section = ({ title, href, results: found }) => {
    const group = copyOf('group');
    const list = group.querySelector('ul');
    const more = group.querySelector('button');
    group.querySelector('h2').textContent = filled(words.group, { title, n: found.length.toLocaleString(document.documentElement.lang) });
    const grow = (by) => {
      const from = list.children.length;
      list.append(...found.slice(from, from + by).map(entry));
      more.hidden = list.children.length >= found.length;
      return list.children[from];
    };
    grow(FIRST);
    more.addEventListener('click', () => grow(STEP).querySelector('a').focus());
    more.setAttribute('aria-label', `${more.textContent}: ${title}`);
    const all = group.querySelector('[data-all]');
    if (href) all.href = href; else all.remove();
    return group;
  };

  const show = ({ total, isCut, groups }) => {
    const n = total.toLocaleString(document.documentElement.lang);
    const counted = groups.map((group) => `${group.title} ${group.results.length}`).join(', ');
    results.replaceChildren(...groups.map(section));
    const sentence = isCut ? words.best : [words.none, words.one][total] || words.many;
    say(filled(sentence, { n, q: asked, counted }));
  };

  const search = async () => {
    asked = input.value.trim();
    const now = asked;
    if (elsewhere) elsewhere.search = asked ? `?q=${encodeURIComponent(asked)}` : '';
    if (!asked) {
      results.replaceChildren();
      say('');
      return;
    }
    try {
      const late = setTimeout(() => say(words.loading), 400);
      const find = await loaded();
      const found = await find(asked);
      clearTimeout(late);
      if (now === asked) show(found);
    } catch {
      say(words.failed);
    }
  };

  const address = () => (input.value.trim() ? `?q=${encodeURIComponent(input.value.trim())}` : location.pathname);
  const remember = () => {
    if (address() === (location.search || location.pathname)) return;
    history[isSent ? 'pushState' : 'replaceState'](null, '', address());
    isSent = false;
  };
  const fromAddress = () => { isSent = true; input.value = new URLSearchParams(location.search).get('q') || ''; return search(); };

  input.addEventListener('focus', () => loaded().catch(() => say(words.failed)), { once: true });
  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => { remember(); search(); }, PAUSE);
  });
  input.form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(pause);
    remember();
    isSent = true;
    search();
  });
  addEventListener('popstate', fromAddress);

  // Down from the field into the results, up and down among them, Escape back to the field.
  document.addEventListener('keydown', (event) => {
    const links = [...results.querySelectorAll('a')].filter((link) => link.closest('li'));
    const at = links.indexOf(document.activeElement);
    if (event.key === 'Escape' && at >= 0) input.focus();
    if (!['ArrowDown', 'ArrowUp'].includes(event.key) || (at < 0 && document.activeElement !== input)) return;
    const next = event.key === 'ArrowDown' ? links[at + 1] : links[at - 1] || (at === 0 && input);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  if (location.search) fromAddress();
};
