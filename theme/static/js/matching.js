// Finding German names the way people type them. Pure functions, no page, no words of the site: the finder and the site search share them.
//
//   fold('Straßenbauer:innen')           -> 'strassenbaurinnen'      what is compared instead of a text
//   prepare([{ names, synonyms }, …])    -> an index; `synonyms` may be missing, order is kept
//   match('köche', index)                -> [{ at: 3, rank: RANK.EXACT }, …]   best first, then in the order of the index
//
// Names are given as they stand in the data, every form of them: ['Koch', 'Köchin']. A query is taken apart into words; an entry
// is found when it has all of them, each as the whole, the beginning or (from three letters on) any part of one of its words.
// Plurals and female forms are not guessed: an ending is taken off a word only where the data know what remains.
// Only if nothing is found, words nobody knows may have one mistake; those still unknown are then left out.

export const RANK = { EXACT: 1, PREFIX: 2, WORD: 3, PART: 4, SYNONYM: 5, TYPO: 6 };

// Bäcker:in, Bäcker*innen, Bäcker_in, Bäcker/-in, Angestellte:r become one word, Bäcker(in) too.
const SIGNED = /([a-zß-ÿ])(?:[:*_·•|!'’´`/]-?)(innen|in|r|e|n)(?![a-zß-ÿ])/g;
const BRACKETED = /([a-zß-ÿ])\((innen|in|r|e|n)\)/g;

// Case, umlauts in each spelling (ä, ae, a), ß, signs of gender and punctuation make no difference.
export const fold = (text) => text
  .normalize('NFC').toLowerCase().replace(/[\u00ad\u200b-\u200d]/g, '')
  .replace(BRACKETED, '$1$2').replace(SIGNED, '$1$2')
  .replace(/ß/g, 'ss').normalize('NFKD').replace(/\p{M}/gu, '')
  .replace(/([aou])e/g, '$1')
  .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

// As they are after folding: nobody looks for these, so they count only when nothing else was asked for.
const SMALL = new Set(['als', 'am', 'an', 'auf', 'bei', 'das', 'der', 'die', 'ein', 'eine', 'fur', 'im', 'in', 'mit', 'und', 'vom', 'von', 'zu', 'zum', 'zur']);

// Endings, folded, and what may stand in their place: Köchinnen, Schreinerin, Kaufleute, Kauffrau, Technologen, Männer, Köche, Tischlerei.
const ENDINGS = [
  ['innen', 'in'], ['innen', ''], ['innen', 'e'], ['in', ''], ['in', 'e'], ['leute', 'mann'], ['leute', 'frau'], ['frau', 'mann'], ['fraun', 'mann'],
  ['mann', 'frau'], ['eien', ''], ['ei', ''], ['er', ''], ['en', ''], ['n', ''], ['e', ''], ['s', ''],
];
const SHORTEST_STEM = 4;
const SHORTEST_PART = 3;
const SHORTEST_MISTAKE = 4; // letters of a word in which a mistake is forgiven
const SHORTEST_MISTAKEN_PART = 6;

const split = (folded) => (folded ? folded.split(' ') : []);
const foldedOnce = (texts) => [...new Set(texts.map(fold))];
const together = (phrase) => phrase.replaceAll(' ', '');

// Every word of the data stands in the index once; entries name their words by number.
export const prepare = (entries) => {
  const numbers = new Map();
  const number = (word) => { if (!numbers.has(word)) numbers.set(word, numbers.size); return numbers.get(word); };
  const numbersOf = (texts) => [...new Set(texts.flatMap(split).map(number))];
  const prepared = entries.map(({ names, synonyms = [] }) => {
    const [own, others] = [foldedOnce(names), foldedOnce(synonyms)];
    return { names: own, joined: own.map(together), others: others.map(together), words: numbersOf(own), synonyms: numbersOf(others) };
  });
  return { entries: prepared, words: [...numbers.keys()], numbers };
};

const stems = (word) => ENDINGS
  .filter(([ending]) => word.endsWith(ending))
  .map(([ending, instead]) => word.slice(0, word.length - ending.length) + instead)
  .filter((stem) => stem.length >= SHORTEST_STEM);

// The word itself and those of its stems that end a word of the data.
const formsOf = (word, index) => [word, ...stems(word).filter((stem) => index.words.some((known) => known.endsWith(stem)))];

const rankInWord = (forms, word) => {
  if (forms.some((form) => word.startsWith(form))) return RANK.WORD;
  return forms.some((form) => form.length >= SHORTEST_PART && word.includes(form)) ? RANK.PART : 0;
};

const best = (numbers, ranks) => numbers.reduce((least, number) => (ranks[number] && (!least || ranks[number] < least) ? ranks[number] : least), 0);

// How well each entry knows a word in one of its forms; 0: not at all.
const ranksOf = (forms, index) => {
  const ranks = index.words.map((word) => rankInWord(forms, word));
  return index.entries.map(({ words, synonyms }) => best(words, ranks) || (best(synonyms, ranks) && RANK.SYNONYM));
};

// Whether one letter too many, too few, another one, or two exchanged ones make the difference.
const oneApart = (a, b) => {
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) { endA -= 1; endB -= 1; }
  const [restA, restB] = [a.slice(from, endA), b.slice(from, endB)];
  return (restA.length <= 1 && restB.length <= 1) || (restA.length === 2 && restB === restA[1] + restA[0]);
};

// The whole word, its beginning or its end with one mistake in it.
const mistaken = (word, known) => {
  if (word.length < SHORTEST_MISTAKE || known.length < SHORTEST_MISTAKE) return false;
  if (oneApart(word, known)) return true;
  if (word.length < SHORTEST_MISTAKEN_PART) return false;
  return [-1, 0, 1].some((more) => {
    const length = word.length + more;
    return known.length > length && (oneApart(word, known.slice(0, length)) || oneApart(word, known.slice(-length)));
  });
};

const typosOf = (word, index) => {
  const meant = [word, ...stems(word)];
  const ranks = index.words.map((known) => (meant.some((form) => mistaken(form, known)) ? RANK.TYPO : 0));
  return index.entries.map(({ words, synonyms }) => best(words, ranks) || best(synonyms, ranks));
};

// The query as one phrase: equal to a name, its beginning, or written together where the name is not.
const phraseRank = (phrases, { names, joined, others }) => {
  if (phrases.some((phrase) => names.includes(phrase))) return RANK.EXACT;
  if (phrases.some((phrase) => names.some((name) => name.startsWith(phrase)))) return RANK.PREFIX;
  const whole = together(phrases[0]);
  if (whole.length <= SHORTEST_PART) return 0;
  if (joined.some((name) => name.includes(whole))) return RANK.PART;
  return others.some((name) => name.includes(whole)) ? RANK.SYNONYM : 0;
};

const all = (ranks, at) => (ranks.length && ranks.every((rank) => rank[at]) ? Math.max(...ranks.map((rank) => rank[at])) : 0);

const sorted = (ranks) => ranks
  .map((rank, at) => ({ at, rank })).filter(({ rank }) => rank)
  .sort((a, b) => a.rank - b.rank || a.at - b.at);

export const match = (query, index) => {
  const asked = split(fold(query));
  const words = asked.some((word) => !SMALL.has(word)) ? asked.filter((word) => !SMALL.has(word)) : asked;
  if (!words.length) return [];
  const forms = words.map((word) => formsOf(word, index));
  const ranks = forms.map((some) => ranksOf(some, index));
  const phrases = [asked.join(' '), forms.map((some) => some.find((form) => index.numbers.has(form)) ?? some[0]).join(' ')];
  const found = sorted(index.entries.map((entry, at) => {
    const [phrase, single] = [phraseRank(phrases, entry), all(ranks, at)];
    return phrase && single ? Math.min(phrase, single) : phrase || single;
  }));
  if (found.length) return found;
  const forgiven = ranks.map((rank, at) => (rank.some(Boolean) ? rank : typosOf(words[at], index))).filter((rank) => rank.some(Boolean));
  return sorted(index.entries.map((_, at) => all(forgiven, at)));
};
