import type { ControllerError } from '../../model/controller-error.ts';

/** The clone is not what it should be: half made, of another repository, an object lost. Never leaves this folder. */
export class DamagedClone extends Error {
  override readonly name = 'DamagedClone';
  /** What is told when a fresh clone is no better. */
  readonly told: ControllerError;

  constructor(told: ControllerError) {
    super(told.message);
    this.told = told;
  }
}
