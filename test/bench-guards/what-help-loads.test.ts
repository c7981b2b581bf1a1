import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../house/source-files.ts';

const run = promisify(execFile);
const home = pathToFileURL(root).href;
const teller = new URL('../support/tell-loaded-modules.mjs', import.meta.url).href;

// Start-up is made of modules, and every command pays for these. A new one is to be seen in a review.
describe('vdc --help', () => {
  let loaded: readonly string[] = [];
  beforeAll(async () => {
    const { stderr } = await run(process.execPath, ['--import', teller, join(root, 'bin/vdc.mjs'), '--help']);
    const names = stderr.split('\n').map((url) => url.replace(home, ''));
    loaded = [...new Set(names)].toSorted();
  });

  it('loads the command line and nothing of what commands do', () => {
    expect(loaded.filter((name) => /^(bin|src)\//.test(name))).toEqual([
      'bin/vdc.mjs',
      'src/cli/exit-codes.ts',
      'src/cli/program.ts',
      'src/cli/run-cli.ts',
      'src/cli/terminal.ts',
      'src/log/redactor.ts',
      'src/main.ts',
      'src/main/machine.ts',
      'src/model/controller-error.ts',
    ]);
  });

  it('needs one package', () => {
    const packages = loaded.flatMap((name) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []);
    expect([...new Set(packages)]).toEqual(['commander']);
  });

  it('leaves the costly parts of Node alone', () => {
    expect(loaded).not.toContain('node:crypto');
    expect(loaded).not.toContain('node:fs/promises');
    expect(loaded).not.toContain('node:tls');
    expect(loaded).not.toContain('node:sqlite');
  });
});
