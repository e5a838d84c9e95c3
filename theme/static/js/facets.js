// The finder's data and its questions. Pure functions, no page: finder.js shows what they say.
//
//   unpack(json)        -> the facet file (plugins/kammerton/site/facet_file.py) as columns that can be asked
//   answer(data, wish)  -> { firms: [{ firm, offers, kilometres }, …], offers, counts }
//
// A wish is { text, angebot, beruf, feld, abschluss, ort, umkreis, beginn }: sets of ids (sets of years for beginn), ids or '', kilometres.
// What it means is said, and tested against this, in plugins/kammerton/domain/finding.py: one value of a set is enough, everything
// must hold for the same offer, a certificate shows what asks for it, for less, or for none.
// `counts` tells for every value how many firms there are if it is chosen, with all the other filters as they are.

import { fold, match, prepare } from './matching.js';
import { SETS } from './wish.js';

const KILOMETRES = 111.195 / 100; // in a hundredth of a degree
const NONE = -1;
const UNKNOWN = -2; // asked for, but not in the data: no offer has it, not even one that has none

const idFrom = (title) => title.toLowerCase()
  .replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter])
  .replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

// The same file, the same formula, the same rounding as in domain/finding.py.
const distance = ([lat, lon], [otherLat, otherLon]) => {
  const along = (lon - otherLon) * Math.cos(((lat + otherLat) / 2 / 100) * Math.PI / 180);
  return Math.hypot(lat - otherLat, along) * KILOMETRES;
};

const pairs = (numbers) => numbers.flatMap((number, at) => (at % 2 ? [] : [[number, numbers[at + 1]]]));

const occupation = ([id, male, fields, synonyms = '', female = '', name = '']) => ({
  id, fields, title: name || `${male}/in`, names: [male, female || `${male}in`], synonyms: synonyms ? synonyms.split('|') : [],
});

const firmsOf = ({ titel, ids, ort, weitere, lage, beispiel }, towns) => titel.map((title, at) => {
  const places = [ort[at], ...(weitere[at] ?? [])];
  const sites = lage[at] ? pairs(lage[at]) : places.map((town) => towns[town].place).filter(Boolean);
  return { title, id: ids[at] ?? idFrom(title), towns: places, sites, example: beispiel.includes(at) };
});

// Of which firm each offer is, and which offers each firm has: [from, to).
const spread = (lengths) => {
  const of = [];
  const spans = lengths.map((length, firm) => { of.push(...Array(length).fill(firm)); return [of.length - length, of.length]; });
  return { of, spans };
};

export const unpack = (file) => {
  const [types, certificates] = [file.arten.map(([id, title]) => ({ id, title })), file.abschluesse.map(([id, rank]) => ({ id, rank }))];
  const fields = file.felder.map(([id, title, colour]) => ({ id, title, colour }));
  const towns = file.orte.map(([id, title, ...place]) => ({ id, title, place: place.length ? place : null }));
  const occupations = file.berufe.map(occupation);
  const firms = firmsOf(file.betriebe, towns);
  const { of, spans } = spread(file.betriebe.zahl);
  const { ids, kurse, id, art, beruf, feld, abschluss, jahr, kurs } = file.angebote;
  const fieldsOf = beruf.map((job, at) => (feld[at] === NONE ? (job === NONE ? [] : occupations[job].fields) : [feld[at]]));
  const years = [...new Set(jahr)].filter(Boolean).sort();
  return {
    types, certificates, fields, towns, occupations, firms, of, spans, years, art, beruf, fieldsOf, jahr,
    rank: abschluss.map((number) => (number === NONE ? 0 : certificates[number].rank)),
    name: (at) => {
      const subject = at in kurs ? kurse[kurs[at]] : beruf[at] !== NONE ? occupations[beruf[at]].title : fieldsOf[at].map((field) => fields[field].title).join(', ');
      return subject ? `${types[art[at]].title}: ${subject}` : types[art[at]].title;
    },
    path: (at) => `${firms[of[at]].id}/${ids[id[at]]}`,
    colour: (firm) => fields[fieldsOf[spans[firm][0]]?.[0]]?.colour ?? '',
  };
};

// Everything a text may mean, by what a row of the table has of it; made when the first text comes.
const kindsOf = (data) => (data.kinds = data.kinds ?? [
  [prepare(data.occupations), (row) => data.beruf[row]],
  [prepare(data.firms.map(({ title }) => ({ names: [title] }))), (row) => data.of[row]],
  [prepare(data.towns.map(({ title }) => ({ names: [title] }))), (row) => data.firms[data.of[row]].towns],
  [prepare(data.types.map(({ title }) => ({ names: [title] }))), (row) => data.art[row]],
  [prepare(data.fields.map(({ title }) => ({ names: [title] }))), (row) => data.fieldsOf[row]],
]);

const ranksOf = (text, data, forgiving) => {
  const ranks = kindsOf(data).map(([index, numbersIn]) => {
    const found = new Map(match(text, index, { forgiving }).map(({ at, rank }) => [at, rank]));
    return found.size ? [found, numbersIn] : null;
  }).filter(Boolean);
  return ranks.length ? ranks : null;
};

const least = (ranks, row) => ranks.reduce((best, [found, numbersIn]) => {
  for (const number of [numbersIn(row)].flat()) {
    const rank = found.get(number);
    if (rank && (!best || rank < best)) best = rank;
  }
  return best;
}, 0);

// How well each offer is what a text asks for, 0: not at all. First the whole text as one name; else each of its words must be known
// to the occupation, the firm, the town, the type or a field; a word nobody knows may have a mistake, or is left out.
const ranked = (text, data) => {
  if (!fold(text)) return null;
  const whole = ranksOf(text, data, false);
  const parts = whole ? [whole] : fold(text).split(' ').map((word) => ranksOf(word, data, false) ?? ranksOf(word, data, true)).filter(Boolean);
  return data.of.map((_, row) => (parts.length && parts.every((part) => least(part, row)) ? Math.max(...parts.map((part) => least(part, row))) : 0));
};

const textRanks = (text, data) => {
  if (data.lastText !== text) [data.lastText, data.lastRanks] = [text, ranked(text, data)];
  return data.lastRanks;
};

// How far each firm is from each town; 0 where it works in it.
const distancesOf = (data) => (data.distances = data.distances ?? data.firms.map(({ towns, sites }) => data.towns.map(({ place }, town) => {
  if (towns.includes(town)) return 0;
  return place && sites.length ? Math.min(...sites.map((site) => distance(site, place))) : Infinity;
})));

const numberOf = (list, id) => list.findIndex((entry) => entry.id === id);
const numbersOf = (list, ids) => new Set([...ids].map((id) => list.findIndex((entry) => entry.id === id)).map((number) => (number === NONE ? UNKNOWN : number)));

// A filter: whether an offer passes, and which values of it the offer has.
const filtersOf = (data, wish) => {
  const [types, occupations, fields] = [numbersOf(data.types, wish.angebot), numbersOf(data.occupations, wish.beruf), numbersOf(data.fields, wish.feld)];
  return [
    { key: 'angebot', passes: (row) => !types.size || types.has(data.art[row]), values: (row) => [data.art[row]] },
    { key: 'beruf', passes: (row) => !occupations.size || occupations.has(data.beruf[row]), values: (row) => [data.beruf[row]] },
    { key: 'feld', passes: (row) => !fields.size || data.fieldsOf[row].some((field) => fields.has(field)), values: (row) => data.fieldsOf[row] },
    { key: 'beginn', passes: (row) => !wish.beginn.size || wish.beginn.has(data.jahr[row]), values: (row) => [data.jahr[row]] },
  ];
};

// Counts firms, not offers: a firm counts once for a value, however many of its offers have it.
const counter = () => {
  const [counts, last] = [new Map(), new Map()];
  const count = (value, firm) => {
    if (last.get(value) === firm) return;
    last.set(value, firm);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  return { counts, count };
};

export const answer = (data, wish) => {
  const filters = filtersOf(data, wish);
  const counters = Object.fromEntries([...SETS, 'abschluss', 'ort'].map((key) => [key, counter()]));
  const certificate = numberOf(data.certificates, wish.abschluss);
  const mine = wish.abschluss ? data.certificates[certificate]?.rank ?? NONE : Infinity;
  const [distances, town, ranks] = [distancesOf(data), numberOf(data.towns, wish.ort), textRanks(wish.text, data)];
  const reach = (firm, at) => distances[firm][at] === 0 || (wish.umkreis > 0 && distances[firm][at] <= wish.umkreis);
  const firms = [];
  data.spans.forEach(([from, to], firm) => {
    const near = !wish.ort || (town !== NONE && reach(firm, town));
    const [offers, lowest] = [[], { near: Infinity }];
    let anywhere = false;
    let best = Infinity;
    for (let row = from; row < to; row += 1) {
      if (ranks && !ranks[row]) continue;
      const failed = filters.filter(({ passes }) => !passes(row));
      const enough = data.rank[row] <= mine;
      const wrong = failed.length + (enough ? 0 : 1);
      if (near && !wrong) { offers.push(row); best = Math.min(best, ranks?.[row] ?? 0); }
      if (!wrong) anywhere = true;
      if (near && !failed.length) lowest.near = Math.min(lowest.near, data.rank[row]);
      if (near && enough && failed.length <= 1) {
        for (const { key, values } of failed.length ? failed : filters) for (const value of values(row)) counters[key].count(value, firm);
      }
    }
    data.certificates.forEach(({ rank }, at) => { if (rank >= lowest.near) counters.abschluss.count(at, firm); });
    if (anywhere) data.towns.forEach((_, at) => { if (reach(firm, at)) counters.ort.count(at, firm); });
    if (offers.length) firms.push({ firm, offers, best, kilometres: wish.ort && town !== NONE ? distances[firm][town] : 0 });
  });
  firms.sort((a, b) => a.kilometres - b.kilometres || a.best - b.best || a.firm - b.firm);
  return { firms, offers: firms.reduce((sum, { offers }) => sum + offers.length, 0), counts: Object.fromEntries(Object.entries(counters).map(([key, { counts }]) => [key, counts])) };
};
