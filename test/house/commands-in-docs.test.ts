import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { CliDoors } from '../../src/cli/doors.ts';
import { exitCode } from '../../src/cli/exit-codes.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { root } from './source-files.ts';

const page = readFileSync(join(root, 'docs/cli.md'), 'utf8');
const program = buildProgram({} as CliDoors, () => undefined, '0.0.0');
const help = program.createHelp();

it('docs/cli.md has a row for every command', () => {
  const rows = new Set([...page.matchAll(/^\| `vdc ([a-z]+)/gm)].map(([, name]) => name));
  const names = help.visibleCommands(program).map((command) => command.name());
  expect(names.filter((name) => name !== 'help' && !rows.has(name))).toEqual([]);
});

it('docs/cli.md says what every exit code means', () => {
  const rows = [...page.matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => Number(code));
  expect(rows).toEqual(Object.values(exitCode));
});
