import { executorMutants } from './executor-mutants.ts';
import { journalMutants } from './journal-mutants.ts';
import { lawMutants } from './law-mutants.ts';
import type { Mutant } from './mutant.ts';
import { ownerAndPowerMutants } from './owner-and-power-mutants.ts';
import { plannerMutants } from './planner-mutants.ts';
import { shellMutants } from './shell-mutants.ts';
import { wayOutMutants } from './way-out-mutants.ts';

/** Guards dropped, steps swapped, lines of the journal forgotten. */
export const mutants: readonly Mutant[] = [
  ...plannerMutants,
  ...ownerAndPowerMutants,
  ...executorMutants,
  ...wayOutMutants,
  ...journalMutants,
  ...shellMutants,
  ...lawMutants,
];
