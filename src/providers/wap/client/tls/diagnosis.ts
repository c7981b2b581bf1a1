import type { Retry } from '../../../../model/controller-error.ts';

/** Whom we wanted to reach, in words that may be shown: `origin` has neither path nor credentials. */
export interface Peer {
  readonly purpose: string;
  readonly origin: string;
  readonly host: string;
  readonly port: string;
}

/** A failure put into words; without `retry` a person must change something first. */
export interface Diagnosis {
  readonly code: string;
  readonly message: string;
  readonly retry?: Retry;
}
