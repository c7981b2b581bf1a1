import type { StateStore } from '../../../src/state/state-store.ts';

/** An empty store of one kind, that can be closed and opened again as another process would. */
export interface StoreUnderTest {
  readonly store: StateStore;
  reopen(): Promise<StateStore>;
  /** Another one on the same memory, while this one is open. */
  openSecond(): Promise<StateStore>;
  dispose(): Promise<void>;
}

/** The one of the test that is running. */
export type UnderTest = () => StoreUnderTest;
