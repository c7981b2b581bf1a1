/** A search filter (RFC 4515) as it came over the wire; attribute names as the client wrote them, values as octets. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'present'; readonly attribute: string }
  | {
      /** `approximate` is equality to a domain controller. */
      readonly kind: 'equals' | 'atLeast' | 'atMost';
      readonly attribute: string;
      readonly value: Buffer;
    }
  | {
      readonly kind: 'substrings';
      readonly attribute: string;
      readonly initial: string | null;
      readonly any: readonly string[];
      readonly final: string | null;
    }
  | { readonly kind: 'rule'; readonly rule: string; readonly attribute: string; readonly value: Buffer };
