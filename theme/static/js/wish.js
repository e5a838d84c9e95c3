// What the finder is asked for, and how it stands in the address: ?q=koch&angebot=praktikum&angebot=ausbildung&abschluss=esa&ort=hagen&umkreis=10&beginn=2027
// Editors link such addresses from newsletters, so they must not change their meaning.

export const SETS = ['angebot', 'beruf', 'feld', 'beginn'];

export const wishFrom = (search) => {
  const asked = new URLSearchParams(search);
  const set = (name) => new Set(asked.getAll(name).filter(Boolean));
  const one = (name) => asked.get(name) ?? '';
  return {
    text: one('q').trim(), angebot: set('angebot'), beruf: set('beruf'), feld: set('feld'), abschluss: one('abschluss'),
    ort: one('ort'), umkreis: Math.max(0, Number(one('umkreis'))) || 0, beginn: new Set([...set('beginn')].map(Number)),
  };
};

export const addressOf = (wish) => {
  const asked = new URLSearchParams();
  if (wish.text) asked.set('q', wish.text);
  for (const key of ['angebot', 'beruf', 'feld']) for (const id of wish[key]) asked.append(key, id);
  if (wish.abschluss) asked.set('abschluss', wish.abschluss);
  if (wish.ort) asked.set('ort', wish.ort);
  if (wish.ort && wish.umkreis) asked.set('umkreis', wish.umkreis);
  for (const year of wish.beginn) asked.append('beginn', year);
  return asked.toString();
};
