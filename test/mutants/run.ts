import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mutants } from './mutants.ts';

// `npm run mutants -- [--only WORD] [--from N] [--minutes N]`: puts one mutant after the other into planner and executor and
// says which of them no suite noticed. Exit code 1 when more than one of twenty survived.

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'vdc-mutants-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const { values } = parseArgs({
  options: { only: { type: 'string' }, from: { type: 'string' }, minutes: { type: 'string' } },
});
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const endAtMs = values.minutes === undefined ? Infinity : Date.now() + Number(values.minutes) * 60_000;
/** A mutant must not die of a rare world in which the suites would fail without it. */
const seed = process.env['VDC_TEST_SEED'] ?? '2';
/** A suite that never ends has noticed too, and is not waited for. */
const limitMs = 300_000;

interface Verdict {
  readonly isKilled: boolean;
  readonly by: string;
}

/** A run that is cut off with its first failure may leave that out of its report: then it is run again. */
async function judge(index: number): Promise<Verdict> {
  for (let tries = 1; ; tries += 1)
    try {
      return await judgeOnce(index);
    } catch (error) {
      if (tries === 3) throw error;
    }
}

async function judgeOnce(index: number): Promise<Verdict> {
  const report = join(folder, `${index}.json`);
  const isKilled = (await runSuites(index, report)) !== 0;
  return { isKilled, by: isKilled ? whoNoticed(report) : '' };
}

function runSuites(index: number, report: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/mutants/vitest.config.ts'],
      {
        cwd: root,
        env: { ...process.env, VDC_MUTANT: String(index), VDC_MUTANT_REPORT: report, VDC_TEST_SEED: seed },
        stdio: 'ignore',
      },
    );
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function whoNoticed(report: string): string {
  if (!existsSync(report)) return `nothing that ended within ${limitMs / 1000} s`;
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  for (const { name, message, assertionResults } of testResults) {
    const failed = assertionResults.find(({ status }) => status === 'failed');
    if (failed !== undefined) return `${name.slice(root.length)}: ${failed.fullName}`;
    if (message !== '') throw new Error(`${name} could not be loaded, which proves nothing: ${message}`);
  }
  throw new Error('the run failed, and no test did: that proves nothing');
}

const chosen = mutants
  .map((mutant, index) => ({ mutant, index }))
  .filter(({ mutant, index }) => {
    const isNamed = values.only === undefined || `${mutant.file} ${mutant.name}`.includes(values.only);
    return isNamed && index >= Number(values.from ?? 0);
  });
// Without any mutant all is well, or nothing that follows proves anything.
const unharmed = await judge(mutants.length);
if (unharmed.isKilled) throw new Error(`the suites fail without a mutant: ${unharmed.by}`);
const survivors: string[] = [];
let judged = 0;
for (const { mutant, index } of chosen) {
  if (Date.now() > endAtMs) break;
  const { isKilled, by } = await judge(index);
  judged += 1;
  const what = `${index} ${mutant.file}: ${mutant.name}`;
  if (!isKilled) survivors.push(what);
  say(isKilled ? `killed    ${what}\n            by ${by}` : `SURVIVED  ${what}`);
}
const killed = judged - survivors.length;
say(
  `\n${judged} of ${mutants.length} mutants judged, ${killed} killed (${((100 * killed) / judged).toFixed(1)} %), ${survivors.length} survived`,
);
for (const one of survivors) say(`  ${one}`);
process.exitCode = survivors.length * 20 > judged ? 1 : 0;
