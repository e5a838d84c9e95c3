// Where the words of a query stand in a text, and the part of a long text around them.
import { fold } from './matching.js';

const LENGTH = 170; // letters of a quotation
const BEFORE = 50;
const SHORTEST = 4; // letters of a word that may lose its ending

export const termsOf = (query) => fold(query).split(' ').filter((word) => word.length > 1);

// A text folded letter by letter, with the place of each letter in it; "ue" counts as "u" there, too.
const traced = (text) => {
  let folded = '';
  const places = [];
  for (let at = 0; at < text.length; at += 1) {
    const plain = text[at] === 'e' && /[aou]$/.test(folded) ? '' : (fold(text[at]) || ' ');
    folded += plain;
    for (let n = 0; n < plain.length; n += 1) places.push(at);
  }
  return { folded, places: [...places, text.length] };
};

// A term as it stands in the text, without its ending where it stands there only so.
const asFound = (folded, term) => {
  for (let cut = term; cut.length >= Math.min(SHORTEST, term.length); cut = cut.slice(0, -1)) {
    if (folded.includes(cut)) return cut;
  }
  return '';
};

// Whether each letter of a text is to be marked.
const marksOf = (text, terms) => {
  const { folded, places } = traced(text);
  const marked = new Array(text.length).fill(false);
  terms.map((term) => asFound(folded, term)).filter(Boolean).forEach((term) => {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      marked.fill(true, places[at], places[at + term.length]);
    }
  });
  return marked;
};

const parted = (text, marked) => {
  const parts = [];
  for (let at = 0; at < text.length; at += 1) {
    const last = parts[parts.length - 1];
    if (last && last.marked === marked[at]) last.text += text[at]; else parts.push({ text: text[at], marked: marked[at] });
  }
  return parts;
};

export const markedIn = (text, terms) => parted(text, marksOf(text, terms));

// The passage that has most of the terms, else the first; a long one is cut at words around the first mark.
export const quoteOf = (passages, terms) => {
  if (!passages.length) return [];
  const held = (passage) => { const { folded } = traced(passage); return terms.filter((term) => asFound(folded, term)).length; };
  const best = passages.reduce((one, other) => (held(other) > held(one) ? other : one));
  if (best.length <= LENGTH) return markedIn(best, terms);
  const first = Math.max(0, marksOf(best, terms).indexOf(true));
  const from = first < LENGTH - BEFORE ? 0 : best.indexOf(' ', first - BEFORE) + 1;
  const rest = best.slice(from);
  const cut = rest.length <= LENGTH ? rest : `${rest.slice(0, rest.lastIndexOf(' ', LENGTH))} …`;
  return markedIn(from ? `… ${cut}` : cut, terms);
};
