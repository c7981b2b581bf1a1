// Writes the SQL of the state store for both databases, compiled ahead of time from src/state/sql/queries: importing the query
// builder costs every command 200 ms, importing its result none. `--check` writes nothing and fails when what is committed
// differs from what the queries say.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildQueries } from '../src/state/sql/build-queries.ts';

const folder = new URL('../src/state/sql/generated/', import.meta.url);
const files = Object.entries(buildQueries()).map(([database, queries]) => ({
  path: fileURLToPath(new URL(`${database}-queries.json`, folder)),
  content: `${JSON.stringify(queries, null, 2)}\n`,
}));

if (process.argv.includes('--check')) {
  const stale = files.filter(({ path, content }) => committed(path) !== content);
  if (stale.length > 0) {
    console.error('Not what src/state/sql/queries says. Run `node scripts/build-queries.mjs` and commit it:');
    for (const { path } of stale) console.error(`  ${path}`);
    process.exit(1);
  }
} else {
  mkdirSync(folder, { recursive: true });
  for (const { path, content } of files) {
    writeFileSync(path, content);
    console.log(`${path}  ${content.length} characters`);
  }
}

function committed(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // never written yet: that is out of date too
  }
}
