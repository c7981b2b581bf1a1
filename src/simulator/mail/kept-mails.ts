import type { Email } from 'postal-mime';

/** A mail as it came in. Its text may hold a password: it goes nowhere but to who looks at it. */
export interface KeptMail {
  readonly id: number;
  /** The simulated clock, milliseconds since 1970. */
  readonly receivedAt: number;
  /** Of the envelope. */
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
  readonly subject: string;
  readonly messageId: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  /** '' when it has none. */
  readonly html: string;
}

export interface KeptMails {
  /** The oldest first; at most 200 are kept. */
  list(): readonly KeptMail[];
  get(id: number): KeptMail | undefined;
  keep(mail: {
    readonly receivedAt: number;
    readonly from: string;
    readonly to: readonly string[];
    readonly source: Buffer;
  }): Promise<KeptMail>;
  clear(): void;
}

const KEPT = 200;

export function createKeptMails(): KeptMails {
  let mails: readonly KeptMail[] = [];
  let nextId = 1;
  return {
    list: () => mails,
    get: (id) => mails.find((mail) => mail.id === id),
    async keep({ receivedAt, from, to, source }) {
      // Only who has a mail needs its reader.
      const { default: PostalMime } = await import('postal-mime');
      const parsed = await PostalMime.parse(source);
      const mail = { id: nextId++, receivedAt, from, to, source: source.toString('utf8'), ...contentOf(parsed) };
      mails = [...mails, mail].slice(-KEPT);
      return mail;
    },
    clear() {
      mails = [];
    },
  };
}

function contentOf({ subject = '', messageId = '', headers, text = '', html = '' }: Email) {
  return {
    subject,
    messageId,
    headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    text,
    html,
  };
}
