import { describe, expect, it } from 'vitest';
import { runInit } from '../../src/cli/commands/init.ts';
import { startSimulator } from '../../src/cli/commands/simulate.ts';
import type { CliDoors, SimulatorChoice } from '../../src/cli/doors.ts';
import { readSavedPlan } from '../../src/cli/saved-plan.ts';
import { writeFile } from '../../src/cli/write-file.ts';

/** What the file system says when it will not. */
function refusal(code: string): Error {
  return Object.assign(new Error(`${code}: not permitted`), { code });
}

function doorsWhere(files: Partial<CliDoors['files']>): CliDoors {
  const own = { resolve: (path: string) => path, relative: (path: string) => path };
  return { files: { ...own, ...files }, newId: () => '0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11' } as unknown as CliDoors;
}

const choice: SimulatorChoice = { dir: 'd', specs: 's', ports: 'abc', faults: [], knobs: [], auth: 'windows' };

describe("what an operator can mend is not called the program's fault", () => {
  it('such as a place where nothing can be written', async () => {
    const doors = doorsWhere({ write: () => Promise.reject(refusal('EROFS')) });
    await expect(writeFile('out/plan.json', '{}', doors)).rejects.toMatchObject({
      code: 'FILE_UNWRITABLE',
      message: expect.stringContaining('out/plan.json cannot be written') as string,
      cause: { code: 'EROFS' },
    });
  });

  it('such as a saved plan that cannot be read', async () => {
    const doors = doorsWhere({ read: () => Promise.reject(refusal('EISDIR')) });
    await expect(readSavedPlan('specs', doors)).rejects.toMatchObject({ code: 'PLAN_FILE_UNREADABLE' });
  });

  it('such as a simulator that is asked for what it does not have', async () => {
    const wrong = new Error('vdc simulate cannot start like this:\n  --ports …');
    const start = () => startSimulator(choice, { startSimulator: () => Promise.reject(wrong) });
    await expect(start()).rejects.toMatchObject({ code: 'SIMULATOR_NOT_STARTED', message: wrong.message });
  });

  it('such as a port that is taken', async () => {
    const start = () => startSimulator(choice, { startSimulator: () => Promise.reject(refusal('EADDRINUSE')) });
    await expect(start()).rejects.toMatchObject({
      code: 'SIMULATOR_NOT_STARTED',
      message: expect.stringContaining('--ports free') as string,
    });
  });

  it('but a defect still is', async () => {
    const defect = new TypeError('undefined is not a function');
    await expect(startSimulator(choice, { startSimulator: () => Promise.reject(defect) })).rejects.toBe(defect);
  });
});

describe('vdc init', () => {
  it('writes nothing over what it cannot look at', async () => {
    const written: string[] = [];
    const doors = doorsWhere({
      read: (path) => (path.endsWith('example.yaml') ? Promise.reject(refusal('EACCES')) : Promise.resolve(undefined)),
      write: (path) => Promise.resolve(void written.push(path)),
    });
    await expect(runInit({ directory: '.' }, doors)).rejects.toMatchObject({ code: 'FILE_UNWRITABLE' });
    expect(written).toEqual([]);
  });
});
