import type { DrawnFaults } from '../faults/faults.ts';
import type { Answer } from './answer.ts';
import { Refusal } from './refusal.ts';

const PAGE =
  '<!DOCTYPE html><html><head><title>TITLE</title></head><body><h1>TITLE</h1><p>The proxy has something to say.</p></body></html>';

/** What stands in front of the API answers in its place, or null: then the request goes through. */
export function answerInstead({ now }: { readonly now: () => number }, faults: DrawnFaults): Answer | 'reset' | null {
  if (faults.size === 0) return null;
  if (faults.has('reset')) return 'reset';
  if (faults.has('html-503'))
    return { status: 503, contentType: 'text/html', body: PAGE.replaceAll('TITLE', 'Service Unavailable') };
  if (faults.has('html-200'))
    return { status: 200, contentType: 'text/html', body: PAGE.replaceAll('TITLE', 'Maintenance') };
  if (faults.has('redirect'))
    return {
      status: 302,
      contentType: 'text/html',
      body: '',
      headers: { location: 'https://localhost/adfs/ls/?wa=wsignin1.0&wtrealm=http%3A%2F%2Fazureservices%2FAdminSite' },
    };
  const throttle = faults.get('throttle');
  if (throttle !== undefined) {
    const seconds = Number(throttle['seconds']);
    const after = throttle['as'] === 'date' ? new Date(now() + seconds * 1000).toUTCString() : String(seconds);
    const body = '{"Code":"TooManyRequests","Message":"Too many requests.","Details":null}';
    return { status: 429, contentType: 'application/json; charset=utf-8', body, headers: { 'retry-after': after } };
  }
  if (faults.has('expired-token')) throw expiredToken('The token has expired.');
  return null;
}

/** Refused for its token; the site decides by knob how that looks. */
export function expiredToken(message: string): Refusal {
  return new Refusal(401, 'Unauthorized', message);
}
