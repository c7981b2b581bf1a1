import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../../../../../src/providers/wap/client/auth/login/kept-connection.ts';
import { tokenFromAnswer } from '../../../../../../src/providers/wap/client/auth/ws-trust/token-from-answer.ts';
import type { TokenService } from '../../../../../../src/providers/wap/client/auth/ws-trust/token-service.ts';
import { ControllerError } from '../../../../../../src/model/controller-error.ts';
import { issuedEnvelope, wsTrustFixture } from '../../../../../support/sts-server.ts';

const adfs: TokenService = {
  mode: 'adfs',
  purpose: 'AD FS',
  endpoint: 'https://sts.corp.example/adfs/services/trust/13/usernamemixed',
  realm: 'http://azureservices/AdminSite',
  account: 'svc-vdc@corp.example',
};
const windows: TokenService = {
  ...adfs,
  mode: 'windows',
  purpose: 'the admin auth site',
  endpoint: 'https://wap.corp.example:30072/wstrust/issue/windowstransport',
};
const now = Date.UTC(2026, 0, 1);
const secret = 'S3cret!';

function answerOf(status: number, body: string, headers: HttpAnswer['headers'] = {}): HttpAnswer {
  return { status, headers, body };
}

function failure(answer: HttpAnswer, service: TokenService = adfs): ControllerError {
  try {
    tokenFromAnswer(answer, { service, now, secret });
  } catch (error) {
    if (error instanceof ControllerError) return error;
    throw error;
  }
  throw new Error('a token came out');
}

const claimsOf = (jwt: string): unknown => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

describe('an issued token', () => {
  it.each([
    ['rstr-admin-8h', 1767254400, 'svc-vdc@corp.example'],
    ['rstr-adfs-1h', 1767229200, 'svc-vdc@corp.example'],
    ['rstr-tenant', 1767254400, 'john@example.net'],
  ])('is found in %s, whatever the prefixes', (name, exp, upn) => {
    const jwt = tokenFromAnswer(answerOf(200, wsTrustFixture(name)), { service: adfs, now, secret });
    expect(claimsOf(jwt)).toMatchObject({ exp, upn });
  });

  it('is found in base64 that was wrapped and indented', () => {
    const wrapped = issuedEnvelope('aaaa.bbbb.cccc').replace('YWFhYS5i', '\r\n   YWFh\r\n   YS5i');
    expect(wrapped).toContain('\r\n   YWFh');
    expect(tokenFromAnswer(answerOf(200, wrapped), { service: adfs, now, secret })).toBe('aaaa.bbbb.cccc');
  });

  it('is not taken for a JWT when it is SAML, which is said with the cure', () => {
    const error = failure(answerOf(200, wsTrustFixture('rstr-saml-assertion')));
    expect(error).toMatchObject({ code: 'STS_SAML_TOKEN', retry: 'never' });
    expect(error.message).toContain('-EnableJWT $true');
  });

  it('is not taken for a JWT when it is encrypted, something else, or missing', () => {
    const sample = wsTrustFixture('rstr-saml-assertion');
    const instead = (xml: string): string => sample.replace(/<saml:Assertion[\s\S]*<\/saml:Assertion>/u, xml);
    const encrypted = instead('<x:EncryptedData xmlns:x="http://www.w3.org/2001/04/xmlenc#"/>');
    expect(failure(answerOf(200, encrypted)).code).toBe('STS_TOKEN_ENCRYPTED');
    expect(failure(answerOf(200, instead(''))).code).toBe('STS_TOKEN_MISSING');
    expect(failure(answerOf(200, issuedEnvelope('no token'))).code).toBe('STS_TOKEN_UNREADABLE');
  });
});

describe('a fault', () => {
  it('of wrong credentials is final, although AD FS calls it a 500', () => {
    const error = failure(answerOf(500, wsTrustFixture('fault-bad-credentials')));
    expect(error).toMatchObject({ code: 'STS_CREDENTIALS_REFUSED', retry: 'never' });
    expect(error.message).toContain('svc-vdc@corp.example');
  });

  it('of an unknown realm names the realm', () => {
    const error = failure(answerOf(500, wsTrustFixture('fault-unknown-realm')));
    expect(error).toMatchObject({ code: 'STS_REALM_UNKNOWN', retry: 'never' });
    expect(error.message).toContain('http://azureservices/AdminSite');
  });

  it('of a failed request may pass', () => {
    const error = failure(answerOf(500, wsTrustFixture('fault-request-failed')));
    expect(error).toMatchObject({ code: 'STS_REQUEST_FAILED', retry: 'later' });
    expect(error.message).toContain('MSIS3127');
  });

  it('that nobody knows is shown with its code, and may pass', () => {
    const fault = wsTrustFixture('fault-request-failed').replaceAll('RequestFailed', 'Odd').replace('MSIS3127', 'X1');
    const error = failure(answerOf(500, fault));
    expect(error).toMatchObject({ code: 'STS_FAULT', retry: 'later' });
    expect(error.message).toContain('Odd');
  });

  const security = wsTrustFixture('fault-request-failed')
    .replaceAll('RequestFailed', 'InvalidSecurity')
    .replace('MSIS3127', 'X1');

  it('about security is our clock when the server’s shows so, and may pass', () => {
    const error = failure(answerOf(500, security, { date: new Date(now - 600_000).toUTCString() }));
    expect(error).toMatchObject({ code: 'STS_CLOCK_SKEW', retry: 'later' });
    expect(error.message).toContain('10 min ahead');
  });

  it('about security is final when the clocks agree, since it may have been the password', () => {
    const error = failure(answerOf(500, security, { date: new Date(now).toUTCString() }));
    expect(error).toMatchObject({ code: 'STS_SECURITY_REFUSED', retry: 'never' });
  });

  it('of SOAP 1.1 is understood too', () => {
    const old =
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode xmlns:a="u">a:FailedAuthentication</faultcode>' +
      '<faultstring>no</faultstring></s:Fault></s:Body></s:Envelope>';
    expect(failure(answerOf(500, old)).code).toBe('STS_CREDENTIALS_REFUSED');
  });

  it('that repeats the password does not get it into our error', () => {
    const fault = wsTrustFixture('fault-request-failed').replace('sample text', `bad ${secret} here`);
    expect(failure(answerOf(500, fault)).message).not.toContain(secret);
  });
});

describe('an answer that is neither token nor fault', () => {
  const portal = { location: 'https://sts/adfs/ls/?wa=wsignin1.0&wtrealm=http://azureservices/AdminSite' };
  it.each([
    ['a redirect', answerOf(302, '', portal), windows, 'STS_REDIRECT', 'never', 'https://sts/adfs/ls/ '],
    ['401', answerOf(401, ''), adfs, 'STS_LOGIN_WANTED', 'never', 'mode windows'],
    ['403', answerOf(403, ''), windows, 'STS_FORBIDDEN', 'never', '403'],
    ['404', answerOf(404, ''), windows, 'STS_NOT_FOUND', 'never', 'wrong site'],
    ['405', answerOf(405, ''), adfs, 'STS_WRONG_ENDPOINT', 'never', '405'],
    ['503 of AD FS', answerOf(503, ''), adfs, 'STS_UNAVAILABLE', 'later', 'Enable-AdfsEndpoint'],
    ['503 of the auth site', answerOf(503, ''), windows, 'STS_UNAVAILABLE', 'later', 'application pool'],
    ['500 without a fault', answerOf(500, 'oops'), windows, 'STS_FAILED', 'later', '500'],
    [
      'a web page',
      answerOf(200, '<!DOCTYPE html><html><title>Sign in\n here</title></html>'),
      windows,
      'STS_WEB_PAGE',
      'never',
      '"Sign in here"',
    ],
    ['JSON', answerOf(200, '{"a":1}'), windows, 'STS_ANSWER_UNREADABLE', 'never', 'WS-Trust'],
    ['other XML', answerOf(200, '<a/>'), windows, 'STS_ANSWER_UNREADABLE', 'never', '<a>'],
    [
      'SOAP of another kind',
      answerOf(200, wsTrustFixture('rst-tenant-membership')),
      windows,
      'STS_ANSWER_UNREADABLE',
      'never',
      'SOAP',
    ],
    [
      'half an envelope',
      answerOf(200, wsTrustFixture('rstr-admin-8h').slice(0, 900)),
      windows,
      'STS_ANSWER_UNREADABLE',
      'never',
      'cannot be read',
    ],
  ] as const)('is explained: %s', (_, answer, service, code, retry, words) => {
    const error = failure(answer, service);
    expect(error).toMatchObject({ code, retry });
    expect(error.message).toContain(words);
  });

  it.each([
    ['windows', 30071, '30072'],
    ['adfs', 30071, '30072'],
    ['membership', 30072, '30071'],
    ['windows', 30004, 'Admin API'],
    ['windows', 30091, 'admin portal'],
  ] as const)('names the right port when mode %s was sent to %i', (mode, port, words) => {
    const service = { ...windows, mode, endpoint: `https://wap.corp.example:${port}/wstrust/issue/x` };
    for (const answer of [answerOf(404, ''), answerOf(302, '', portal)]) {
      expect(failure(answer, service).message).toMatch(new RegExp(`Port ${port} is .*${words}`, 'u'));
    }
  });
});

describe('an answer that is made to harm', () => {
  it('of titles without an end is read at once', () => {
    const began = performance.now();
    const body = `<html>${'<title'.repeat(40_000)}`;
    expect(failure(answerOf(200, body, { 'content-type': 'text/html' })).code).toBe('STS_WEB_PAGE');
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  it('is quoted shortly, on one line, and never with our password', () => {
    const name = `${secret}\u0007${'x'.repeat(20_000)}`;
    const envelope = wsTrustFixture('fault-request-failed');
    for (const body of [
      `<${name}>`,
      `<${'x'.repeat(20_000)}/>`,
      envelope.replace(/<([\w-]+:)?Value>[^<]*</u, (whole) => `${whole.slice(0, -1)}${'x'.repeat(20_000)}<`),
      wsTrustFixture('rstr-saml-assertion').replace(
        /<saml:Assertion[\s\S]*<\/saml:Assertion>/u,
        `<${'x'.repeat(20_000)}/>`,
      ),
    ]) {
      const { message, details } = failure(answerOf(500, body));
      expect(message.length + JSON.stringify(details).length).toBeLessThan(2_000);
      expect(message).not.toMatch(/\p{Cc}|S3cret/u);
    }
  });
});
