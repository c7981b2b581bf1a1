import { excerptOf } from '../../http/excerpt.ts';
import type { HttpAnswer } from '../login/kept-connection.ts';
import { faultError } from './fault-error.ts';
import { httpStatusError } from './http-status-error.ts';
import { NS } from './namespaces.ts';
import { readFault } from './read-fault.ts';
import { readIssuedToken } from './read-issued-token.ts';
import type { TokenService } from './token-service.ts';
import { childOf, readXml, type XmlElement } from './xml-tree.ts';

const SOAP_NAMESPACES: readonly string[] = [NS.soap, 'http://schemas.xmlsoap.org/soap/envelope/'];

export interface AnswerContext {
  readonly service: TokenService;
  /** When the answer came, in milliseconds since 1970. */
  readonly now: number;
  /** What must not be quoted even if the server repeats it. */
  readonly secret: string;
}

/**
 * The JWT in the answer of a token service, or a ControllerError that says why there is none. The body counts before the status:
 * AD FS answers 500 even to a wrong password.
 */
export function tokenFromAnswer(answer: HttpAnswer, { service, now, secret }: AnswerContext): string {
  const reading = readXml(answer.body);
  if ('problem' in reading) throw httpStatusError(answer, service, quotable(reading.problem, secret));
  const body = soapBody(reading.root);
  if (body === undefined)
    throw httpStatusError(answer, service, `it is XML, but a <${quotable(reading.root.name, secret)}> and no SOAP`);
  const fault = readFault(body);
  if (fault !== undefined) throw faultError(fault, service, clockSkew(answer, now), quotable(fault.reason, secret));
  const token = readIssuedToken(body, service);
  if (token === undefined) throw httpStatusError(answer, service, 'it is SOAP without a token response');
  return token;
}

function soapBody(root: XmlElement): XmlElement | undefined {
  const isEnvelope = root.name === 'Envelope' && SOAP_NAMESPACES.includes(root.namespace);
  return isEnvelope ? childOf(root, root.namespace, 'Body') : undefined;
}

function clockSkew({ headers }: HttpAnswer, now: number): number | undefined {
  const theirs = typeof headers.date === 'string' ? Date.parse(headers.date) : Number.NaN;
  return Number.isNaN(theirs) ? undefined : now - theirs;
}

/** Words of others as they may stand in an error: short, on one line, and never with the password in them. */
function quotable(text: string, secret: string): string {
  return excerptOf(secret === '' ? text : text.replaceAll(secret, '***'));
}
