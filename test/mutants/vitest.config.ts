import { defineConfig } from 'vitest/config';
import { mutants } from './mutants.ts';

const mutant = mutants[Number(process.env['VDC_MUTANT'])];

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
  },
});
