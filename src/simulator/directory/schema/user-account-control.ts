/** Bits of `userAccountControl` that the simulator knows. */
export const UAC = {
  disabled: 0x2,
  lockout: 0x10,
  passwordNotRequired: 0x20,
  cannotChangePassword: 0x40,
  normalAccount: 0x200,
  dontExpirePassword: 0x10000,
  passwordExpired: 0x800000,
} as const;

/** Smart card, not delegated, DES, no preauthentication: taken and kept, with no effect here. */
const HARMLESS = 0x1 | 0x8 | 0x80 | 0x40000 | 0x100000 | 0x200000 | 0x400000;
/** Computed or an access rule: written in vain. */
const IGNORED = UAC.lockout | UAC.cannotChangePassword | UAC.passwordExpired;
const PLAIN = UAC.disabled | UAC.passwordNotRequired | UAC.normalAccount | UAC.dontExpirePassword;

/** What an account without the attribute in its `add` gets: normal, disabled, no password needed. */
export const UAC_OF_NEW = UAC.normalAccount | UAC.disabled | UAC.passwordNotRequired;

/**
 * What is kept of a written value. `rights`: it would make a computer, a trust or a delegate of the account, for which being
 * allowed to write the attribute is not enough.
 */
export function readAccountControl(text: string): number | 'syntax' | 'rights' {
  if (!/^-?\d{1,10}$/.test(text)) return 'syntax';
  const value = Number(text);
  if (value < 0 || value > 0x7fffffff) return 'syntax';
  const kept = value & ~IGNORED;
  if ((kept & ~(PLAIN | HARMLESS)) !== 0) return 'rights';
  return kept | UAC.normalAccount;
}
