/** What of an error of nodemailer tells something, in our names. */
export interface SmtpFacts {
  /** Nodemailer's class of errors: `EAUTH`, `EENVELOPE`, `ETLS`. */
  readonly kind: string;
  /** What Node or OpenSSL called it, where it came from there. */
  readonly cause: string;
  /** The command that was being answered, or `CONN`. */
  readonly command: string;
  /** Of the server's answer; 0 where it gave none. */
  readonly reply: number;
  /** The enhanced status of the answer (RFC 3463), such as `5.7.1`. */
  readonly status: string;
  /** The server's own words. They may quote whatever it was sent. */
  readonly words: string;
}

export function factsOf(error: unknown): SmtpFacts {
  const raw = (error ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof raw[name] === 'string' ? raw[name] : '');
  const [, status = '', words = ''] = /^\d{3}[ -](?:(\d\.\d{1,3}\.\d{1,3})\s+)?([\s\S]*)$/.exec(text('response')) ?? [];
  return {
    kind: text('code'),
    cause: text('originalCode') || text('code'),
    command: text('command'),
    reply: typeof raw.responseCode === 'number' ? raw.responseCode : 0,
    status,
    words,
  };
}

/** `550 5.1.1`: the part of an answer that can quote nothing. */
export function replyOf({ reply, status }: Pick<SmtpFacts, 'reply' | 'status'>): string {
  return status === '' ? String(reply) : `${reply} ${status}`;
}
