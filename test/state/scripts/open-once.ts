import { ControllerError } from '../../../src/model/controller-error.ts';
import { openSqliteStore } from '../../../src/state/sqlite/open-sqlite-store.ts';

const [path = ''] = process.argv.slice(2);
try {
  const store = await openSqliteStore({ path, now: Date.now });
  await store.remember([]);
  await store.close();
  process.stdout.write('opened\n');
} catch (error) {
  process.stdout.write(`${error instanceof ControllerError ? error.code : String(error)}\n`);
}
