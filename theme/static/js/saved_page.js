// The page of the saved list. A list that somebody shared stands behind the # of the address, which browsers never send to a server.

import { unpack } from './facets.js';
import { addButtons, filled, keepList, NAME, savedList } from './saved.js';

const page = document.querySelector('[data-saved-list]');
const find = (name) => page.querySelector(`[data-saved-${name}]`);
const say = (name, values = {}) => filled(page.dataset[`say${name}`], values);
const MOST = 200;
let data = null;

const shared = () => {
  const names = decodeURIComponent(location.hash.slice(1)).split(',').filter((name) => NAME.test(name)).slice(0, MOST);
  return names.length ? Object.fromEntries(names.map((name) => [name, titleOf(name)])) : null;
};

const titleOf = (name) => savedList()[name] ?? (data && openOffers().get(name)) ?? data?.firms.find(({ id }) => id === name)?.title ?? name;
const openOffers = () => new Map(data.of.map((_, row) => [data.path(row), data.name(row)]));

const load = async () => {
  try {
    const answer = await fetch(page.dataset.file);
    if (!answer.ok) throw new Error(answer.status);
    data = unpack(await answer.json());
  } catch { find('status').textContent = say('Failed'); }
};

const link = (href, words) => {
  const made = document.createElement('a');
  made.href = href;
  made.textContent = words;
  return made;
};

// One entry for each firm: itself, or only those of its offers that are on the list.
const entryOf = (firm, names, list) => {
  const entry = find('entry').content.cloneNode(true).firstElementChild;
  const number = data?.firms.findIndex(({ id }) => id === firm) ?? -1;
  const known = data?.firms[number];
  Object.assign(entry.querySelector('.card__link'), { href: `${page.dataset.page}${firm}/`, textContent: known?.title ?? list[firm] ?? firm });
  entry.dataset.colour = known ? data.colour(number) : '';
  entry.querySelector('.card__text').textContent = known ? known.towns.map((town) => data.towns[town].title).join(', ') : '';
  const open = known ? new Map(data.of.flatMap((of, row) => (of === number ? [[data.path(row), data.name(row)]] : []))) : new Map();
  const offers = names.includes(firm) ? [...new Set([...open.keys(), ...names])].filter((name) => name !== firm) : names;
  for (const name of offers) {
    const item = document.createElement('li');
    item.append(link(`${page.dataset.page}${name}/`, open.get(name) ?? list[name] ?? name));
    if (data && !open.has(name)) item.append(` (${say('Closed')})`);
    entry.querySelector('.found').append(item);
  }
  if (names.includes(firm)) Object.assign(entry.dataset, { savedAs: firm, title: known?.title ?? list[firm] });
  return entry;
};

const show = () => {
  const theirs = shared();
  const list = theirs ?? savedList();
  const firms = new Map();
  for (const name of Object.keys(list)) firms.set(name.split('/')[0], [...(firms.get(name.split('/')[0]) ?? []), name]);
  find('cards').replaceChildren(...[...firms].map(([firm, names]) => entryOf(firm, names, list)));
  find('empty').hidden = firms.size > 0;
  find('actions').hidden = !firms.size;
  find('shared').hidden = !theirs;
  find('clear').hidden = Boolean(theirs);
  addButtons(find('cards'));
};

const share = async () => {
  const names = Object.keys(shared() ?? savedList()).join(',');
  const address = `${location.origin}${location.pathname}#${names}`;
  try {
    if (navigator.share && matchMedia('(pointer: coarse)').matches) return await navigator.share({ title: document.title, url: address });
    await navigator.clipboard.writeText(address);
    find('status').textContent = say('Copied');
  } catch (reason) {
    if (reason.name !== 'AbortError') find('status').textContent = say('Link', { link: address });
  }
  return undefined;
};

find('share').addEventListener('click', share);
find('print').addEventListener('click', () => print());
find('take').addEventListener('click', () => {
  keepList({ ...savedList(), ...shared() });
  history.replaceState(null, '', location.pathname);
  show();
  find('status').textContent = say('Taken');
});
find('clear').addEventListener('click', () => {
  if (!confirm(say('Clear'))) return;
  keepList({});
  show();
  find('status').textContent = say('Cleared');
});
addEventListener('hashchange', show);

show();
if (Object.keys(shared() ?? savedList()).length) load().then(show);
