// Prints what feedsmith and podcast-partytime read of a feed: node read_feed.mjs <node_modules> <reader> < feed.xml
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'

const [modules, reader] = process.argv.slice(2)
const xml = readFileSync(0, 'utf8')
if (reader === 'feedsmith') {
  const { parseRssFeed } = await import(pathToFileURL(join(modules, 'feedsmith/dist/index.mjs')).href)
  console.log(JSON.stringify(parseRssFeed(xml)))
} else {
  const { parseFeed } = createRequire(import.meta.url)(join(modules, 'podcast-partytime/dist/index.js'))
  console.log(JSON.stringify(parseFeed(xml)))
}
