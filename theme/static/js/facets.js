// The finder's data and its questions. Pure functions, no page: finder.js shows what they say.
//
//   unpack(json)        -> the facet file (plugins/kammerton/site/facet_file.py) as columns that can be asked
//   answer(data, wish)  -> { firms: [{ firm, offers, kilometres }, …], offers, counts }
//
// A wish is { text, angebot, beruf, feld, abschluss, ort, umkreis, beginn }: sets of ids (sets of years for beginn), ids or '', kilometres.
// What it means is said, and tested against this, in plugins/kammerton/domain/finding.py: one value of a set is enough, everything
// must hold for the same offer, a certificate shows what asks for it, for less, or for none.
// `counts` tells for every value how many firms there are if it is chosen, with all the other filters as they are: a list by the
// number of the value, for beginn by the year.

import { fold, match, prepare } from './matching.js';

const KILOMETRES = 111.195 / 100; // in a hundredth of a degree
const NONE = -1;
const LAST_YEAR = 10_000;

const idFrom = (title) => title.toLowerCase()
  .replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter])
  .replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

// The same file, the same formula, the same rounding as in domain/finding.py.
const distance = ([lat, lon], [otherLat, otherLon]) => {
  const along = (lon - otherLon) * Math.cos(((lat + otherLat) / 2 / 100) * Math.PI / 180);
  return Math.hypot(lat - otherLat, along) * KILOMETRES;
};

const pairs = (numbers) => numbers.flatMap((number, at) => (at % 2 ? [] : [[number, numbers[at + 1]]]));

const occupation = ([male, fields, synonyms = '', female = '', name = '', id = '']) => ({
  id: id || idFrom(male), fields, title: name || `${male}/in`, names: [male, female || `${male}in`], synonyms: synonyms ? synonyms.split('|') : [],
});

const firmsOf = ({ titel, ids, ort, weitere, lage, beispiel }, towns) => titel.map((title, at) => {
  const places = [ort[at], ...(weitere[at] ?? [])];
  const sites = lage[at] ? pairs(lage[at]) : places.map((town) => towns[town].place).filter(Boolean);
  return { title, id: ids[at] ?? idFrom(title), towns: places, sites, example: beispiel === 1 || beispiel.includes(at) };
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
  const { ids, kurse, sorten, id, sorte, beruf, kurs } = file.angebote;
  const column = (at) => sorte.map((number) => sorten[number][at]);
  const [art, feld, abschluss, jahr] = [0, 1, 2, 3].map(column);
  const fieldsOf = beruf.map((job, at) => (feld[at] === NONE ? (job === NONE ? [] : occupations[job].fields) : [feld[at]]));
  return {
    types, certificates, fields, towns, occupations, firms, of, spans, art, beruf, fieldsOf, jahr,
    rank: abschluss.map((number) => (number === NONE ? 0 : certificates[number].rank)),
    name: (at) => {
      const subject = at in kurs ? kurse[kurs[at]] : beruf[at] !== NONE ? occupations[beruf[at]].title : fieldsOf[at].map((field) => fields[field].title).join(', ');
      return subject ? `${types[art[at]].title}: ${subject}` : types[art[at]].title;
    },
    path: (at) => `${firms[of[at]].id}/${ids[id[at]]}`,
    colour: (firm) => fields[fieldsOf[spans[firm][0]]?.[0]]?.colour ?? '',
  };
};

// Everything a text may mean: an index, and which of its entries a row has. Made when the first text comes.
const kindsOf = (data) => {
  const titles = (list) => prepare(list.map(({ title }) => ({ names: [title] })));
  data.kinds = data.kinds ?? [
    [prepare(data.occupations), (row) => data.beruf[row]], [titles(data.firms), (row) => data.of[row]], [titles(data.types), (row) => data.art[row]],
    [titles(data.towns), (row) => data.firms[data.of[row]].towns], [titles(data.fields), (row) => data.fieldsOf[row]],
  ];
  return data.kinds;
};

// Makes what the first question needs, so that the first letter typed does not wait for it.
export const warm = (data) => { kindsOf(data); distancesOf(data); };

const better = (rank, than) => (rank && (!than || rank < than) ? rank : than);

// How well each row knows a text, by whatever kind it is known best; null: no row does.
const ranksOf = (text, data, forgiving) => {
  let ranks = null;
  for (const [index, numbersIn] of kindsOf(data)) {
    const found = match(text, index, { forgiving });
    if (!found.length) continue;
    const of = new Uint8Array(index.entries.length + 1); // one more, for -1 and what is not there
    for (const { at, rank } of found) of[at] = rank;
    ranks = ranks ?? new Uint8Array(data.of.length);
    for (let row = 0; row < ranks.length; row += 1) {
      const numbers = numbersIn(row);
      if (typeof numbers === 'number') ranks[row] = better(of[numbers], ranks[row]) ?? 0;
      else for (const number of numbers) ranks[row] = better(of[number], ranks[row]);
    }
  }
  return ranks;
};

// How well each offer is what a text asks for, 0: not at all. First the whole text as one name; else each of its words must be known
// to the occupation, the firm, the town, the type or a field; a word nobody knows may have a mistake, or is left out.
const ranked = (text, data) => {
  const folded = fold(text);
  if (!folded) return null;
  const whole = ranksOf(text, data, false);
  if (whole) return whole;
  const parts = folded.split(' ').map((word) => ranksOf(word, data, false) ?? ranksOf(word, data, true)).filter(Boolean);
  return new Uint8Array(data.of.length).map((_, row) => (parts.length && parts.every((ranks) => ranks[row]) ? Math.max(...parts.map((ranks) => ranks[row])) : 0));
};

const textRanks = (text, data) => {
  if (data.lastText !== text) [data.lastText, data.lastRanks] = [text, ranked(text, data)];
  return data.lastRanks;
};

// How far each firm is from each town, 0 where it works in it: firm after firm, town after town.
const distancesOf = (data) => {
  data.distances = data.distances ?? Float64Array.from(data.firms.flatMap(({ towns, sites }) => data.towns.map(({ place }, town) => {
    if (towns.includes(town)) return 0;
    return place && sites.length ? Math.min(...sites.map((site) => distance(site, place))) : Infinity;
  })));
  return data.distances;
};

const numberOf = (list, id) => list.findIndex((entry) => entry.id === id);

// For every number of a list, and for -1, whether a filter lets it through; null: everything may pass. What nobody knows lets nothing through.
const gate = (list, ids) => {
  if (!ids.size) return null;
  const open = new Uint8Array(list.length + 1);
  for (const id of ids) if (numberOf(list, id) !== NONE) open[numberOf(list, id)] = 1;
  return open;
};

// Counts firms, not offers: a firm counts once for a value, however many of its offers have it.
const counter = (length) => ({ counts: new Int32Array(length), last: new Int32Array(length).fill(NONE) });
const count = ({ counts, last }, value, firm) => {
  if (value < 0 || last[value] === firm) return;
  last[value] = firm;
  counts[value] += 1;
};

const [TYPE, JOB, FIELD, YEAR, CERTIFICATE] = [1, 2, 4, 8, 16];

// Which of its filters an offer does not pass, as bits.
const failuresOf = (data, wish) => {
  const [types, jobs, fields] = [gate(data.types, wish.angebot), gate(data.occupations, wish.beruf), gate(data.fields, wish.feld)];
  const known = data.certificates.find(({ id }) => id === wish.abschluss);
  const mine = wish.abschluss ? known?.rank ?? NONE : Infinity;
  return (row) => {
    let failed = types && !types[data.art[row]] ? TYPE : 0;
    if (jobs && !jobs[data.beruf[row]]) failed |= JOB;
    if (fields && !data.fieldsOf[row].some((field) => fields[field])) failed |= FIELD;
    if (wish.beginn.size && !wish.beginn.has(data.jahr[row])) failed |= YEAR;
    return data.rank[row] > mine ? failed | CERTIFICATE : failed;
  };
};

const countersOf = (data) => ({
  angebot: counter(data.types.length), beruf: counter(data.occupations.length), feld: counter(data.fields.length), beginn: counter(LAST_YEAR),
  abschluss: counter(data.certificates.length), ort: counter(data.towns.length),
});

// An offer that passes everything counts for all its values; one that fails a single filter counts for its value in that.
const countOffer = (counters, data, row, firm, failed) => {
  const free = (bit) => !failed || failed === bit;
  if (free(TYPE)) count(counters.angebot, data.art[row], firm);
  if (free(JOB)) count(counters.beruf, data.beruf[row], firm);
  if (free(FIELD)) for (const field of data.fieldsOf[row]) count(counters.feld, field, firm);
  if (free(YEAR) && data.jahr[row]) count(counters.beginn, data.jahr[row], firm);
};

export const answer = (data, wish) => {
  const [failures, counters, distances, ranks] = [failuresOf(data, wish), countersOf(data), distancesOf(data), textRanks(wish.text, data)];
  const [town, width] = [numberOf(data.towns, wish.ort), data.towns.length];
  const reaches = (firm, at) => distances[firm * width + at] === 0 || (wish.umkreis > 0 && distances[firm * width + at] <= wish.umkreis);
  const firms = [];
  for (let firm = 0; firm < data.firms.length; firm += 1) {
    const near = !wish.ort || (town !== NONE && reaches(firm, town));
    let [offers, best, lowest, anywhere] = [null, Infinity, Infinity, false];
    for (let [row, end] = data.spans[firm]; row < end; row += 1) {
      if (ranks && !ranks[row]) continue;
      const failed = failures(row);
      if (!failed) anywhere = true;
      if (!near) continue;
      if (!failed) { (offers = offers ?? []).push(row); best = Math.min(best, ranks ? ranks[row] : 0); }
      if (!failed || failed === CERTIFICATE) lowest = Math.min(lowest, data.rank[row]);
      countOffer(counters, data, row, firm, failed);
    }
    if (lowest < Infinity) data.certificates.forEach(({ rank }, at) => { if (rank >= lowest) count(counters.abschluss, at, firm); });
    if (anywhere) for (let at = 0; at < width; at += 1) if (reaches(firm, at)) count(counters.ort, at, firm);
    if (offers) firms.push({ firm, offers, best, kilometres: wish.ort ? distances[firm * width + town] : 0 });
  }
  firms.sort((a, b) => a.kilometres - b.kilometres || a.best - b.best || a.firm - b.firm);
  const counts = Object.fromEntries(Object.entries(counters).map(([key, { counts: numbers }]) => [key, numbers]));
  return { firms, offers: firms.reduce((sum, { offers }) => sum + offers.length, 0), counts };
};
