// What theme/static/js/facets.js answers to wishes over a facet file: { file, searches } comes in; firms, offers and counts by id go out.
import { readFileSync } from 'node:fs'
import { answer, unpack } from '../../theme/static/js/facets.js'
import { addressOf, wishFrom } from '../../theme/static/js/wish.js'

const { file, searches } = JSON.parse(readFileSync(0, 'utf8'))
const data = unpack(file)
const lists = { angebot: data.types, beruf: data.occupations, feld: data.fields, abschluss: data.certificates, ort: data.towns }
const named = (key, counts) => Object.fromEntries([...counts].map((n, at) => [lists[key]?.[at].id ?? at, n]).filter(([, n]) => n))
const found = searches.map((search) => {
  const wish = wishFrom(search)
  const { firms, offers, counts } = answer(data, wish)
  return {
    firms: firms.map(({ firm }) => data.firms[firm].id),
    offers: firms.flatMap(({ offers: rows }) => rows.map((row) => [data.path(row), data.name(row)])),
    number: offers,
    counts: Object.fromEntries(Object.entries(counts).map(([key, values]) => [key, named(key, values)])),
    address: addressOf(wish),
  }
})
process.stdout.write(JSON.stringify(found))
