/** Bits of `userAccountControl` (wire: active-directory 2). */
export const ACCOUNT_DISABLED = 0x2;
export const NORMAL_ACCOUNT = 0x200;

export function isEnabled(control: number): boolean {
  return (control & ACCOUNT_DISABLED) === 0;
}

/** The same bits but for this one: what others have set on the account stays set. */
export function withEnabled(control: number, shouldBeEnabled: boolean): number {
  return shouldBeEnabled ? control & ~ACCOUNT_DISABLED : control | ACCOUNT_DISABLED;
}
