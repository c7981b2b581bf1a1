/** Shorter pieces are in every password by chance; Active Directory, too, looks for three characters and more. */
const SHORTEST = 3;

/**
 * What Active Directory's complexity rule looks for in a password, in lower case: the account name as a whole, and the words of
 * the display name. Ours also splits at what Windows leaves together, which only forbids more.
 */
export function forbiddenParts(samAccountName: string, displayName: string): readonly string[] {
  const words = displayName.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [samAccountName.toLowerCase(), ...words].filter((part) => part.length >= SHORTEST);
}
