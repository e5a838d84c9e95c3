// What theme/static/js/matching.js finds: { entries, queries } comes in, for each query [[number of the entry, rank], …] goes out; { fold: [texts] } is folded.
import { readFileSync } from 'node:fs'
import { fold, match, prepare } from '../../theme/static/js/matching.js'

const asked = JSON.parse(readFileSync(0, 'utf8'))
const index = prepare(asked.entries ?? [])
const found = (asked.queries ?? []).map((query) => match(query, index).map(({ at, rank }) => [at, rank]))
process.stdout.write(JSON.stringify({ found, folded: (asked.fold ?? []).map(fold) }))
