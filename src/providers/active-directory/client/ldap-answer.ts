/** One object of the directory: its attributes by their name in lower case. */
export interface LdapEntry {
  readonly dn: string;
  readonly attributes: ReadonlyMap<string, readonly Buffer[]>;
}

/** What a server said to one request, whatever it said. */
export interface LdapAnswer {
  /** RFC 4511, 4.1.9; 0 is success. */
  readonly result: number;
  /** The server's diagnostic text: for Active Directory its first eight hexadecimal digits are a Win32 code. */
  readonly text: string;
  /** What a search found. */
  readonly entries: readonly LdapEntry[];
  /** So many times the server said that somebody else knows more. */
  readonly references: number;
  /** Of a search in pages: not empty while there is more; absent where the server said nothing of pages. */
  readonly cookie?: Buffer;
}
