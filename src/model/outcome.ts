/** What became of one action. */
export type Outcome =
  | {
      readonly kind: 'done';
      /** What WAP decided differently from what we asked, and what must be remembered. */
      readonly learned?: Learned;
      readonly warning?: string;
      /** What was done in particular, for history and the report: which machines. */
      readonly note?: string;
      /** It was so already, whatever was seen before: nothing was sent, so nothing was corrected either. */
      readonly isUnsent?: boolean;
    }
  /** Asked for, not yet there. Look again; nothing may be asked a second time. */
  | { readonly kind: 'waiting'; readonly message: string; readonly learned?: Learned }
  /** Not attempted: what was seen no longer holds, or something before it failed. */
  | { readonly kind: 'skipped'; readonly code: string; readonly message: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly isUncertain?: boolean };

export interface Learned {
  /** The id that WAP gave a hosting plan, where it did not keep ours. */
  readonly hostingPlanId?: string;
  /** A user that existed already is not ours. */
  readonly userExisted?: boolean;
  /** The `objectGUID` of an account that was made. */
  readonly accountId?: string;
}
