import type { Secret } from '../../model/secret.ts';
import { refused, type Refused } from './refused.ts';
import { repeatsPassword } from './repeats-password.ts';
import { replyOf, type SmtpFacts } from './smtp-error.ts';

export interface RefusedMail {
  readonly from: string;
  readonly to: string;
  /** Of the server. */
  readonly server: string;
  readonly isEncrypted: boolean;
  /** What the server was told to let us in, and could repeat. */
  readonly password?: Secret;
}

/** What the server has against this mail or this recipient; nothing where it gave no answer at all. */
export function explainRefusal(facts: SmtpFacts, mail: RefusedMail): Refused | undefined {
  const { kind, reply, command } = facts;
  const { from, to, server } = mail;
  // Answers to the text may quote it, and with it the password: only their number is told.
  const said = command === 'DATA' || command === '' ? replyOf(facts) : quote(facts, mail.password);
  // Measured by nodemailer against the limit that the server announced.
  if (reply === 0)
    return kind === 'EMESSAGE' && command === 'MAIL FROM'
      ? tooLarge(server, 'it says so before anything is sent')
      : undefined;
  if (reply === 530) return wantsMore(mail, said);
  if (reply < 500) {
    return refused(
      'MAIL_POSTPONED',
      `The mail server ${server} does not take the mail to ${to} yet (${said}). Many do so to whom they see for the first time (greylisting), or while a mailbox is full; it is tried again later.`,
    );
  }
  if (command === 'MAIL FROM' && reply !== 552) {
    return refused(
      'MAIL_SENDER_REFUSED',
      `The mail server ${server} does not take mail from ${from} (${said}). Write an address into mail.from that it accepts from this login, or let it accept this one.`,
    );
  }
  if (command === 'RCPT TO') return refusedRecipient(facts, said, mail);
  if (reply === 552) return tooLarge(server, said);
  return refused(
    'MAIL_REFUSED',
    `The mail server ${server} did not take the mail to ${to} (${said}); its log tells why. Mend that there, or the wording of the mail, and let it be sent again.`,
    'final',
  );
}

function refusedRecipient({ reply, status }: SmtpFacts, said: string, { to, server }: RefusedMail): Refused {
  return reply === 554 || status === '5.7.1'
    ? refused(
        'MAIL_RELAY_REFUSED',
        `The mail server ${server} does not pass mail on to ${to} (${said}). Let it relay for this machine or this login (mail.smtp.username), or correct the address in the spec.`,
        'final',
      )
    : refused(
        'MAIL_RECIPIENT_REFUSED',
        `The mail server ${server} refuses the recipient ${to} (${said}). Correct spec.owner.email, or let the mailbox be made.`,
        'final',
      );
}

function wantsMore({ server, isEncrypted }: RefusedMail, said: string): Refused {
  return isEncrypted
    ? refused(
        'MAIL_LOGIN_WANTED',
        `The mail server ${server} takes mail only from who logs in (${said}). Give mail.smtp.username and mail.smtp.password.`,
      )
    : refused(
        'MAIL_STARTTLS_WANTED',
        `The mail server ${server} takes mail only over an encrypted connection (${said}). Write startTls: required.`,
      );
}

function tooLarge(server: string, said: string): Refused {
  return refused(
    'MAIL_TOO_LARGE',
    `The mail is larger than the mail server ${server} takes (${said}). Shorten the templates in mail.templates, pictures in the HTML for one.`,
    'final',
  );
}

const LONGEST = 200;

/** The server's words on one line, unless they repeat what let us in. */
function quote(facts: SmtpFacts, password: Secret | undefined): string {
  const words = facts.words.replaceAll(/[\p{Cc}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{2069}]+/gu, ' ').trim();
  return words === '' || repeatsPassword(words, password)
    ? replyOf(facts)
    : `${replyOf(facts)}: ${words.slice(0, LONGEST)}`;
}
