import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { mutants } from './mutants.ts';

const mutant = mutants[Number(process.env['VDC_MUTANT'])];

const slow = [/laws|names|same-inputs/, /convergence/, /daemon/, /process-that-dies/];

/** Whoever is quick is asked first, and first of all the suites of the mutant's own floor: mostly they notice. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const own = mutant?.file.split('/')[1] ?? '';
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const at = slow.findIndex((one) => one.test(moduleId));
      const isOwn = moduleId.includes(`/test/${own}/`);
      return isOwn && (at < 0 || own === 'daemon') ? 0 : 2 + at;
    };
    return files.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** The suites that must notice, over the program with one mutant in it. Nothing is written: it is put in as files are read. */
export default defineConfig({
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      transform(code, id) {
        if (mutant === undefined || !id.endsWith(mutant.file)) return undefined;
        if (code.split(mutant.text).length !== 2)
          throw new Error(`${mutant.file} does not have the text of its mutant`);
        return code.replace(mutant.text, () => mutant.instead);
      },
    },
  ],
  test: {
    include: ['test/{planner,executor,daemon,reconciler,convergence}/**/*.test.ts'],
    reporters: [['json', { outputFile: process.env['VDC_MUTANT_REPORT'] ?? '/dev/null' }]],
    // What is kept of one mutant would be taken for the next.
    fsModuleCache: false,
    testTimeout: 60_000,
    // One that fails is enough.
    bail: 1,
    maxWorkers: 2,
    // One module for all suites is ready many times sooner; what none keeps for itself none can spoil for another.
    isolate: false,
    sequence: { sequencer: QuickFirst },
  },
});
