import type { StateStore } from '../../src/state/state-store.ts';

/** The part of a state store that stories without a directory never come to. */
export const noAccounts: Pick<StateStore, 'readAccounts' | 'putAccount' | 'forgetAccount'> = {
  readAccounts: async () => [],
  putAccount: async () => undefined,
  forgetAccount: async () => undefined,
};
