import { executorMutants } from './executor-mutants.ts';
import type { Mutant } from './mutant.ts';
import { ownerAndPowerMutants } from './owner-and-power-mutants.ts';
import { plannerMutants } from './planner-mutants.ts';

/** Guards dropped, steps swapped, lines of the journal forgotten. */
export const mutants: readonly Mutant[] = [...plannerMutants, ...ownerAndPowerMutants, ...executorMutants];
