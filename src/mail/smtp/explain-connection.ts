import { refused, type Refused } from './refused.ts';
import { replyOf, type SmtpFacts } from './smtp-error.ts';
import type { SmtpPeer } from './smtp-peer.ts';

/** Why there is no connection that a mail may go over, in words an operator can act on. Never says what was sent or answered. */
export function explainConnection(facts: SmtpFacts, peer: SmtpPeer): Refused {
  return (
    explainCertificate(facts, peer) ??
    explainTls(facts, peer) ??
    explainUnreachable(facts, peer) ??
    explainGreeting(facts, peer) ??
    refused(
      'MAIL_CONNECTION_LOST',
      `The mail server ${peer.name} ended the connection before it had taken the mail${facts.cause === '' ? '' : ` (${facts.cause})`}. It is tried again later; look at the server's log if that lasts.`,
    )
  );
}

function explainCertificate({ cause }: SmtpFacts, { name, host }: SmtpPeer): Refused | undefined {
  if (/^(?:UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|CERT_UNTRUSTED|CERT_SIGNATURE|INVALID_CA)/.test(cause))
    return refused(
      'MAIL_CERTIFICATE_WRONG',
      `The certificate of the mail server ${name} is signed by nobody we trust (${cause}), so it may be somebody else, and nothing was sent. Name its authority by mail.smtp.caFile (PEM).`,
    );
  if (cause === 'ERR_TLS_CERT_ALTNAME_INVALID' || cause === 'HOSTNAME_MISMATCH')
    return refused(
      'MAIL_CERTIFICATE_WRONG',
      `The certificate of the mail server ${name} was not made for ${host}, so it may be somebody else, and nothing was sent. Write the name that it was made for into mail.smtp.url, or have one issued for this name.`,
    );
  if (/^CERT_|^INVALID_PURPOSE$/.test(cause))
    return refused(
      'MAIL_CERTIFICATE_WRONG',
      `The certificate of the mail server ${name} is not valid now (${cause}), so nothing was sent. Renew it; if it is fresh, compare the clocks of both machines.`,
    );
  return undefined;
}

function explainTls(facts: SmtpFacts, { name, isImplicitTls }: SmtpPeer): Refused | undefined {
  const { kind, cause, command, reply } = facts;
  if (reply > 0 && (command === 'STARTTLS' || (command === 'EHLO' && reply >= 500)))
    return refused(
      'MAIL_STARTTLS_MISSING',
      `The mail server ${name} offers no encryption (STARTTLS, answer ${replyOf(facts)}), and mail that may carry a password is not sent without. Switch it on there, or find out who on the way takes it out.`,
    );
  if (kind !== 'ETLS' && !cause.startsWith('ERR_SSL_') && cause !== 'EPROTO') return undefined;
  const isPlain = isImplicitTls && /WRONG_VERSION|PACKET_LENGTH/.test(cause);
  return refused(
    'MAIL_TLS_FAILED',
    isPlain
      ? `The mail server ${name} does not speak TLS from the first byte. Write smtp:// where it is encrypted by STARTTLS (mostly port 587), and keep smtps:// for port 465.`
      : `No encrypted connection to the mail server ${name} could be made (${cause}), and nothing was sent. Look whether it offers TLS 1.2, and whether something on the way interferes.`,
  );
}

function explainUnreachable({ kind, cause }: SmtpFacts, { name, host }: SmtpPeer): Refused | undefined {
  const why = unreachable(kind, cause, host);
  return why === undefined
    ? undefined
    : refused(
        'MAIL_SERVER_UNREACHABLE',
        `The mail server ${name} cannot be reached: ${why}. It is tried again later; look at mail.smtp.url, the server and the firewall in between.`,
      );
}

function unreachable(kind: string, cause: string, host: string): string | undefined {
  if (kind === 'EDNS') return `the name ${host} cannot be resolved (${cause})`;
  if (cause === 'ECONNREFUSED') return 'nothing listens there';
  if (cause === 'EHOSTUNREACH' || cause === 'ENETUNREACH') return `there is no way to it (${cause})`;
  return kind === 'ETIMEDOUT' || cause === 'ETIMEDOUT' ? 'it did not answer in time' : undefined;
}

function explainGreeting(facts: SmtpFacts, { name }: SmtpPeer): Refused | undefined {
  const { kind, reply } = facts;
  if (reply >= 400 && reply < 500)
    return refused(
      'MAIL_SERVER_BUSY',
      `The mail server ${name} takes no mail at the moment (${replyOf(facts)}). It is tried again later.`,
    );
  if (reply >= 500)
    return refused(
      'MAIL_SERVER_REFUSES_US',
      `The mail server ${name} does not speak with this machine (${replyOf(facts)}). Let it accept mail from here, or name another one.`,
    );
  return kind === 'EPROTOCOL'
    ? refused(
        'MAIL_SERVER_STRANGE',
        `What answers at ${name} does not speak SMTP. Look at host and port of mail.smtp.url.`,
      )
    : undefined;
}
