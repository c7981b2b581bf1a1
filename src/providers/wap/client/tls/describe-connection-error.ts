import { ControllerError } from '../../../../model/controller-error.ts';
import { describeCertificateProblem } from './certificate-problems.ts';
import type { Diagnosis, Peer } from './diagnosis.ts';
import { errorChain, type NodeErrorFacts } from './error-chain.ts';
import { sentenceStart } from './sentence-start.ts';
import { describeTlsProblem } from './tls-problems.ts';

export interface ConnectionContext {
  readonly url: string | URL;
  /** Whose endpoint it is, as it reads in a sentence: `the Admin API`, `the admin auth site`. */
  readonly purpose: string;
}

/**
 * Why a request got no answer, in words an operator can act on. `retry` is `at-once` only when the request certainly never left;
 * `later` means that nobody knows whether it was carried out, or that time may heal it; `never` that a person must act.
 * A ControllerError comes back as it is. Abandoned calls (`AbortSignal`) become `CALL_ABANDONED` or `CALL_TIMED_OUT`.
 */
export function describeConnectionError(error: unknown, context: ConnectionContext): ControllerError {
  if (error instanceof ControllerError) return error;
  const peer = peerOf(context);
  const chain = errorChain(error);
  for (const facts of chain) {
    const diagnosis = diagnose(facts, peer);
    if (diagnosis !== undefined) {
      const { code, message, retry } = diagnosis;
      return new ControllerError(code, message, {
        cause: error,
        retry: retry ?? 'never',
        details: detailsOf(facts, peer),
      });
    }
  }
  const named = chain.find(({ code }) => code !== '');
  return new ControllerError(
    'CONNECTION_FAILED',
    `The connection to ${peer.purpose} (${peer.origin}) failed${named === undefined ? '' : ` (${named.code})`}, and whether the request was carried out is not known. It is tried again later.`,
    { cause: error, retry: 'later', details: named === undefined ? { origin: peer.origin } : detailsOf(named, peer) },
  );
}

function peerOf({ url, purpose }: ConnectionContext): Peer {
  const { protocol, hostname, port, host } = new URL(url);
  return {
    purpose,
    origin: `${protocol}//${host}`,
    host: hostname,
    port: port || (protocol === 'https:' ? '443' : '80'),
  };
}

function detailsOf({ code }: NodeErrorFacts, { origin }: Peer): Record<string, string> {
  return code === '' ? { origin } : { origin, cause: code };
}

function diagnose(facts: NodeErrorFacts, peer: Peer): Diagnosis | undefined {
  const { code, error } = facts;
  return (
    describeCertificateProblem(code, error, peer) ??
    describeTlsProblem(code, peer) ??
    describeNeverSent(facts, peer) ??
    describeLostAnswer(facts, peer)
  );
}

function describeNeverSent(
  { code, syscall }: NodeErrorFacts,
  { purpose, origin, host, port }: Peer,
): Diagnosis | undefined {
  if (code === 'ECONNREFUSED') {
    return {
      code: 'CONNECTION_REFUSED',
      message: `Nothing listens for ${purpose} at ${host}, port ${port}. Is the site started, the port right, a firewall in between?`,
      retry: 'at-once',
    };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      code: 'HOST_NOT_FOUND',
      message: `The name ${host} of ${purpose} cannot be resolved (${code}). Check the spelling in the settings and this machine's DNS.`,
      retry: 'at-once',
    };
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || (code === 'ETIMEDOUT' && syscall === 'connect')) {
    return {
      code: 'CONNECT_TIMED_OUT',
      message: `${sentenceStart(purpose)} (${origin}) did not take a connection in time. Most often a firewall drops the packets, or the host is down.`,
      retry: 'at-once',
    };
  }
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') {
    return {
      code: 'HOST_UNREACHABLE',
      message: `There is no way from this machine to ${host}, where ${purpose} should be (${code}). Check routes, VPN and firewall.`,
      retry: 'at-once',
    };
  }
  return undefined;
}

function describeLostAnswer({ code, error }: NodeErrorFacts, { purpose, origin, port }: Peer): Diagnosis | undefined {
  if (
    code === 'UND_ERR_HEADERS_TIMEOUT' ||
    code === 'UND_ERR_BODY_TIMEOUT' ||
    code === 'ETIMEDOUT' ||
    error.name === 'TimeoutError'
  ) {
    return {
      code: 'CALL_TIMED_OUT',
      message: `${sentenceStart(purpose)} (${origin}) did not answer in time, and whether the request was carried out is not known. It is looked at again later.`,
      retry: 'later',
    };
  }
  if (code === 'UND_ERR_ABORTED' || error.name === 'AbortError') {
    return {
      code: 'CALL_ABANDONED',
      message: `A call to ${purpose} (${origin}) was given up because we are stopping.`,
      retry: 'later',
    };
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return {
      code: 'ANSWER_TOO_LARGE',
      message: `${sentenceStart(purpose)} (${origin}) sent more than we are willing to read. Is this really ${purpose}, and not a download or an error page?`,
    };
  }
  if (code.startsWith('HPE_') || error.name === 'HTTPParserError') {
    return {
      code: 'HTTP_NOT_SPOKEN',
      message: `What answers for ${purpose} at ${origin} does not speak HTTP. Check port ${port}, and whether the URL should begin with https.`,
    };
  }
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET') {
    return {
      code: 'CONNECTION_LOST',
      message: `The connection to ${purpose} (${origin}) was cut, and whether the request was carried out is not known. It is tried again later.`,
      retry: 'later',
    };
  }
  return undefined;
}
