import { openSqliteStore } from '../../../src/state/sqlite/open-sqlite-store.ts';

/** Takes the lock, says so, and holds it until its input ends (lets it go) or it is killed (cannot). */
const [path = '', sinceMs = '0'] = process.argv.slice(2);
const store = await openSqliteStore({ path, now: () => Number(sinceMs) });
const release = await store.acquireWriterLock({ pid: process.pid, host: 'elsewhere' });
process.stdout.write('locked\n');
process.stdin.resume().on('end', () => {
  void release().then(() => store.close());
});
