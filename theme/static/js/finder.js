// The finder of the directory: boxes, what is found, chips and the address of the page. What the filters mean is in facets.js.
// No words stand here: sentences come from the page (data-say-…). Data and the script that asks them are loaded at the first touch, or when the address asks for something;
// until then, and if they cannot be loaded, the list from A to Z stays.

import { addButtons, filled } from './saved.js';
import { addressOf, SETS, wishFrom } from './wish.js';

const form = document.getElementById('finder');
const body = document.querySelector('[data-finder]');
const find = (name) => body.querySelector(`[data-${name}]`);
const say = (name, values = {}) => filled(body.dataset[`say${name}`], values);
const PAGE = 50;
const FEW = 8;
const WAIT = 250; // milliseconds without a key before the number is read out
let facets = null; // the module that asks the data; it comes with them
let data = null;
let loading = null;
let all = false; // whether every occupation is shown
let shown = PAGE;
let typing = false;
let timer = 0;

const load = () => {
  const file = () => fetch(body.dataset.finder).then((response) => {
    if (!response.ok) throw new Error(response.status);
    return response.json();
  });
  loading = loading ?? Promise.all([import('./facets.js'), file()])
    .then(([module, content]) => { facets = module; data = module.unpack(content); setTimeout(module.warm, 0, data); })
    .catch(() => { loading = null; });
  return loading;
};

const controls = (name) => [...form.elements].filter((control) => control.name === name);
const chosen = (name) => new Set(controls(name).filter(({ checked }) => checked).map(({ value }) => value));

// Occupations have boxes only while they are shown, so what is chosen of them is kept here.
let occupations = new Set();

const wish = () => ({
  text: form.elements.q.value.trim(), angebot: chosen('angebot'), beruf: occupations, feld: chosen('feld'),
  abschluss: [...chosen('abschluss')][0] ?? '', ort: form.elements.ort.value, umkreis: Number(form.elements.umkreis.value),
  beginn: new Set([...chosen('beginn')].map(Number)),
});

const fill = (asked) => {
  form.elements.q.value = asked.text;
  occupations = asked.beruf;
  for (const name of ['angebot', 'feld', 'beginn']) for (const box of controls(name)) box.checked = asked[name].has(name === 'beginn' ? Number(box.value) : box.value);
  for (const dot of controls('abschluss')) dot.checked = dot.value === asked.abschluss;
  for (const [name, value] of [['ort', asked.ort], ['umkreis', String(asked.umkreis)]]) {
    const select = form.elements[name];
    select.value = value;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }
};

const made = (template, selector) => find(template).content.cloneNode(true).querySelector(selector);

// What is found

const firmCard = ({ firm, offers, kilometres }, asked) => {
  const card = made('firm', 'li');
  const { id, title, towns, example } = data.firms[firm];
  card.dataset.colour = data.colour(firm);
  Object.assign(card.dataset, { savedAs: id, title });
  Object.assign(card.querySelector('.card__link'), { href: `${form.action}${id}/`, textContent: title });
  const away = kilometres < 1 ? say('Here') : say('Away', { n: Math.round(kilometres) });
  const facts = [data.towns[towns[0]].title, ...(asked.ort && kilometres ? [away] : [])];
  if (example) card.querySelector('.line').append(made('badge', 'li'));
  for (const words of facts) card.querySelector('.line').append(Object.assign(document.createElement('li'), { className: 'line__fact', textContent: words }));
  for (const offer of offers) {
    const item = document.createElement('li');
    item.append(Object.assign(document.createElement('a'), { href: `${form.action}${data.path(offer)}/`, textContent: offerWords(offer) }));
    card.querySelector('.found').append(item);
  }
  return card;
};

// With its year, because a firm may offer the same for several.
const offerWords = (offer) => (data.jahr[offer] ? say('From', { name: data.name(offer), year: data.jahr[offer] }) : data.name(offer));

const showFound = (found, asked) => {
  const list = find('list');
  list.replaceChildren(...found.firms.slice(0, shown).map((entry) => firmCard(entry, asked)));
  addButtons(list);
  find('more').hidden = found.firms.length <= shown;
};

const sentence = ({ firms, offers }) => {
  if (!firms.length) return say('None');
  return `${say(firms.length === 1 ? 'Firm' : 'Firms', { n: firms.length })}, ${say(offers === 1 ? 'Offer' : 'Offers', { n: offers })}`;
};

// Read out once the reader has stopped typing; the same sentence is said again only after another one.
const tell = (words) => {
  clearTimeout(timer);
  timer = setTimeout(() => { find('status').textContent = words; }, typing ? WAIT : 0);
};

// Numbers

const number = (element, count) => {
  const { one, many } = element.dataset;
  element.textContent = one ? filled(count === 1 ? one : many, { n: count }) : count;
  element.parentElement.classList.toggle('is-none', !count);
};

const showCounts = (counts) => {
  const lists = { angebot: data.types, feld: data.fields, abschluss: data.certificates };
  for (const [name, list] of Object.entries(lists)) {
    for (const box of controls(name)) {
      const place = box.parentElement.querySelector('[data-count]');
      if (place) number(place, counts[name][list.findIndex(({ id }) => id === box.value)] ?? 0);
    }
  }
  for (const box of controls('beginn')) number(box.parentElement.querySelector('[data-count]'), counts.beginn[box.value] ?? 0);
  for (const option of form.elements.ort.options) {
    if (option.value) option.textContent = `${option.dataset.name} (${counts.ort[data.towns.findIndex(({ id }) => id === option.value)] ?? 0})`;
  }
  showOccupations(counts.beruf);
};

// The occupations there are with the other filters, those chosen first, then those that most firms have.
const showOccupations = (counts) => {
  const place = body.querySelector('[data-values="beruf"]');
  const focused = place.contains(document.activeElement) ? document.activeElement.value : null;
  const rows = data.occupations.map(({ id, title }, at) => ({ id, title, count: counts[at] })).filter(({ id, count }) => count || occupations.has(id));
  rows.sort((a, b) => occupations.has(b.id) - occupations.has(a.id) || (all ? 0 : b.count - a.count));
  place.replaceChildren(...rows.slice(0, all ? rows.length : FEW).map(({ id, title, count }) => {
    const label = made('value', 'label');
    Object.assign(label.querySelector('input'), { value: id, checked: occupations.has(id) });
    label.querySelector('span').textContent = title;
    label.querySelector('.check__number').textContent = count;
    return label;
  }));
  find('occupations').hidden = !rows.length;
  find('more-occupations').hidden = all || rows.length <= FEW;
  if (focused) [...place.querySelectorAll('input')].find(({ value }) => value === focused)?.focus();
};

// Chips: each filter as a button that takes it away

const titleIn = (list, id) => list.find((entry) => entry.id === id)?.title ?? id;
const labelOf = (name, value) => controls(name).find((control) => control.value === value)?.parentElement.querySelector('b, span').textContent.replace(/\u00ad/g, '') ?? value;

const filtersIn = (asked) => [
  ...(asked.text ? [{ words: `„${asked.text}“`, drop: () => { form.elements.q.value = ''; } }] : []),
  ...SETS.flatMap((name) => [...asked[name]].map((value) => ({
    words: name === 'beruf' ? titleIn(data.occupations, value) : name === 'beginn' ? say('Starting', { name: value }) : labelOf(name, value),
    drop: () => (name === 'beruf' ? occupations.delete(value) : untick(name, String(value))),
  }))),
  ...(asked.abschluss ? [{ words: say('With', { name: labelOf('abschluss', asked.abschluss) }), drop: () => untick('abschluss', '') }] : []),
  ...(asked.ort ? [{ words: placeWords(asked), drop: () => { form.elements.ort.value = ''; form.elements.umkreis.selectedIndex = 0; } }] : []),
];

const placeWords = ({ ort, umkreis }) => (umkreis ? say('Around', { name: titleIn(data.towns, ort), n: umkreis }) : titleIn(data.towns, ort));
const untick = (name, value) => { for (const control of controls(name)) if (control.value === value) control.checked = control.type === 'radio'; };

const showChips = (asked) => {
  const list = find('chips').querySelector('ul');
  const filters = filtersIn(asked);
  list.replaceChildren(...filters.map(({ words, drop }, at) => {
    const chip = made('chip', 'li');
    const button = chip.querySelector('button');
    button.querySelector('span').textContent = words;
    button.setAttribute('aria-label', say('Remove', { name: words }));
    button.addEventListener('click', () => {
      drop();
      typing = false;
      changed().then(() => (list.querySelectorAll('button')[Math.min(at, filters.length - 2)] ?? find('status')).focus());
    });
    return chip;
  }));
  find('chips').hidden = !filters.length;
};

// All of it, for the wish that boxes and address hold

const show = async () => {
  await load();
  const asked = wish();
  const asks = addressOf(asked) !== '';
  find('static').hidden = asks && data !== null;
  find('results').hidden = !asks || data === null;
  if (!data) return tell(asks ? say('Failed') : '');
  const found = facets.answer(data, asked);
  showCounts(found.counts);
  showChips(asked);
  if (asks) showFound(found, asked);
  return tell(asks ? sentence(found) : '');
};

// A click is a step one can go back; the letters of a word are one step together.
const changed = () => {
  const asked = addressOf(wish());
  const address = asked ? `?${asked}` : location.pathname;
  shown = PAGE;
  history[typing === 'on' ? 'replaceState' : 'pushState'](null, '', address);
  if (typing) typing = 'on';
  return show();
};

const fromAddress = () => {
  fill(wishFrom(location.search));
  shown = PAGE;
  return location.search || data ? show() : undefined;
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  show().then(() => { find('status').focus(); find('status').scrollIntoView({ block: 'start' }); });
});
for (const part of [form, body.querySelector('.filters')]) {
  part.addEventListener('pointerdown', load);
  part.addEventListener('focusin', () => load().then(() => { if (data && !body.querySelector('[data-values="beruf"]').children.length) showCounts(facets.answer(data, wish()).counts); }));
  part.addEventListener('change', ({ target }) => {
    if (target.name === 'q') { typing = false; return; }
    typing = false;
    if (target.name === 'beruf') occupations = new Set(target.checked ? [...occupations, target.value] : [...occupations].filter((id) => id !== target.value));
    if (target.name) changed();
  });
}
form.elements.q.addEventListener('input', () => { typing = typing || 'begins'; changed(); });
find('clear').addEventListener('click', () => { fill(wishFrom('')); typing = false; changed(); form.elements.q.focus(); });
find('more').addEventListener('click', () => {
  const first = shown;
  shown += PAGE;
  show().then(() => find('list').children[first]?.querySelector('a').focus());
});
find('toggle').addEventListener('click', () => {
  const open = find('toggle').getAttribute('aria-expanded') === 'true';
  find('toggle').setAttribute('aria-expanded', !open);
});
find('occupations').hidden = false; // from the beginning, so that nobody who tabs along has passed it when the occupations come
if (matchMedia('(min-width: 62rem)').matches) body.querySelector('[data-values="feld"]')?.closest('details').setAttribute('open', '');
find('more-occupations').addEventListener('click', () => { all = true; show().then(() => body.querySelector('[data-values="beruf"] input')?.focus()); });
addEventListener('popstate', () => { typing = false; fromAddress(); });
addEventListener('pageshow', ({ persisted }) => { if (persisted) fromAddress(); }); // boxes a browser filled in again by itself
fromAddress();
