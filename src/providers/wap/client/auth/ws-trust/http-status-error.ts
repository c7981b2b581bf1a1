import { ControllerError } from '../../../../../model/controller-error.ts';
import { excerptOf } from '../../http/excerpt.ts';
import type { HttpAnswer } from '../login/kept-connection.ts';
import { sentenceStart } from '../../tls/sentence-start.ts';
import { portHint, type TokenService } from './token-service.ts';

/** What an answer means that is neither a token nor a fault (wire: authentication 4): the status tells, and whether it is a web page. */
export function httpStatusError(answer: HttpAnswer, service: TokenService, problem: string): ControllerError {
  const { status } = answer;
  const { purpose, endpoint, mode } = service;
  const details = { endpoint, status };
  const say = (code: string, message: string, retry: 'never' | 'later' = 'never'): ControllerError =>
    new ControllerError(code, message + portHint(service), { retry, details });
  const address = endpoint.replace(/[?#].*$/u, '');

  if (status >= 300 && status < 400) {
    return say(
      'STS_REDIRECT',
      `${address} sends us on to ${destination(answer)} instead of issuing a token: it is a portal, or an API that saw no token. ` +
        '`windowsAuthEndpoint` must be the auth site itself (admin site: https://HOST:30072).',
    );
  }
  switch (status) {
    case 401:
      return say(
        'STS_LOGIN_WANTED',
        mode === 'windows'
          ? `${address} still asked for a login after Windows login was done: wrong password, or Extended Protection behind a proxy that ends TLS.`
          : `${address} wants a Windows login before it even reads the request, so it is no \`usernamemixed\` endpoint. Use mode windows, or correct \`path\`.`,
      );
    case 403:
      return say(
        'STS_FORBIDDEN',
        `${address} lets nobody in from here (403). IIS wants a client certificate or another address range, or a firewall answers in its place.`,
      );
    case 404:
    case 410:
      return say(
        'STS_NOT_FOUND',
        `${address} does not exist on ${purpose} (404), so no token can be had there: wrong site, wrong port or wrong \`path\`.`,
      );
    case 400:
    case 405:
    case 415:
      return say(
        'STS_WRONG_ENDPOINT',
        `${address} does not take SOAP 1.2 requests for tokens (${status}), so it is something else than a WS-Trust 1.3 endpoint. Check \`mode\` and \`path\`.`,
      );
    case 503:
      return say(
        'STS_UNAVAILABLE',
        mode === 'adfs'
          ? `${address} is out of service (503). In AD FS that mostly means that this endpoint is disabled (Enable-AdfsEndpoint -TargetAddressPath ${new URL(endpoint).pathname}), or that the service is down.`
          : `${address} is out of service (503): its application pool is stopped, or it is just starting.`,
        'later',
      );
    default:
      break;
  }
  if (status >= 500)
    return say(
      'STS_FAILED',
      `${sentenceStart(purpose)} failed (${status}) without saying why. Look into its event log.`,
      'later',
    );
  if (isWebPage(answer)) {
    return say(
      'STS_WEB_PAGE',
      `${address} answers with a web page${titleOf(answer.body)} instead of a token: it is a portal or a proxy's page, no token service.`,
    );
  }
  return say(
    'STS_ANSWER_UNREADABLE',
    `The answer of ${purpose} (${status}) cannot be read: ${problem}. Check that ${address} is a WS-Trust 1.3 endpoint.`,
  );
}

/** Without its query, which may hold what a log should not. */
function destination({ headers }: HttpAnswer): string {
  const { location } = headers;
  return typeof location === 'string' ? location.replace(/[?#].*$/u, '').slice(0, 200) : 'nowhere';
}

function isWebPage({ headers, body }: HttpAnswer): boolean {
  return String(headers['content-type'] ?? '').includes('text/html') || /^\s*<(?:!doctype html|html)/iu.test(body);
}

function titleOf(body: string): string {
  // A tag ends before the next one begins, or many that never end would each be looked for to the end of the page.
  const title = excerptOf(/<title[^<>]*>([^<]{1,200})/iu.exec(body)?.[1] ?? '', 80);
  return title === '' ? '' : ` ("${title}")`;
}
