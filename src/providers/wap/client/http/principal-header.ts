/**
 * The value of `x-ms-principal-id` for a name (wire: admin-api 1, authentication 11).
 *
 * Whether WAP decodes the header is not established. Printable ASCII is therefore sent raw, which is right either way,
 * except for `%` and `+`, which a decoding server would change. Everything else is percent-encoded as UTF-8.
 */
export function principalHeader(name: string): string {
  return /^[\x20-\x7e]*$/.test(name) && !/[%+]/.test(name) ? name : encodeURIComponent(name);
}
