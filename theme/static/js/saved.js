// The saved list (Merkliste). It is kept in this browser's localStorage and nowhere else; nothing here asks a server for anything.
// What can be saved has data-saved-as (its name, "firm" or "firm/offer") and data-title; its button is made here from a template of the page.
// Where the browser forbids storage, the list lives as long as the page, and the reader is told.

const KEY = 'kammerton:merkliste';
export const NAME = /^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/;
let forPage = null;

// Titles by name, in the order they were saved. What others wrote into the storage is not trusted.
export const savedList = () => {
  if (forPage) return forPage;
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) ?? {};
    if (typeof kept !== 'object' || Array.isArray(kept)) return {};
    return Object.fromEntries(Object.entries(kept).filter(([name, title]) => NAME.test(name) && typeof title === 'string'));
  } catch { return {}; }
};

// Returns whether the list will be there again after a reload.
export const keepList = (list) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
    forPage = null;
  } catch { forPage = list; }
  showSaved();
  return !forPage;
};

export const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const template = document.getElementById('merken');

const toggle = (name, title) => {
  const { [name]: known, ...others } = savedList();
  const kept = keepList(known === undefined ? { ...others, [name]: title } : others);
  if (!kept) tellLost();
};

const tellLost = () => {
  if (document.querySelector('.saved-lost')) return;
  const note = document.createElement('p');
  note.className = 'saved-lost';
  note.setAttribute('role', 'status');
  document.body.append(note);
  note.textContent = template.dataset.sayLost;
};

const addButton = (place) => {
  const { savedAs, title, label } = place.dataset;
  const button = template.content.cloneNode(true).querySelector('button');
  button.setAttribute('aria-label', filled(template.dataset.saySave, { title }));
  if (label) button.append(label);
  button.addEventListener('click', () => toggle(savedAs, title));
  place.append(button);
};

// Gives everything below an element that can be saved its button.
export const addButtons = (root) => {
  for (const place of root.querySelectorAll('[data-saved-as]')) if (!place.querySelector(':scope > .save')) addButton(place);
  showSaved();
};

const showSaved = () => {
  const list = savedList();
  for (const place of document.querySelectorAll('[data-saved-as]')) place.querySelector(':scope > .save')?.setAttribute('aria-pressed', place.dataset.savedAs in list);
  const link = document.querySelector('[data-saved-link]');
  const number = Object.keys(list).length;
  if (!link) return;
  link.hidden = !number;
  link.querySelector('span').textContent = number;
  link.setAttribute('aria-label', filled(number === 1 ? link.dataset.sayOne : link.dataset.sayMany, { n: number }));
};

if (template) addButtons(document);
addEventListener('storage', (event) => { if (event.key === KEY || event.key === null) showSaved(); });
addEventListener('pageshow', showSaved); // a page that comes back from the browser's memory
