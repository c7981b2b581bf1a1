import { excerptOf } from './excerpt.ts';
import type { Body } from './read-body.ts';

/** What the body of an error says, in WAP's words; `code` and `message` are empty where it says nothing. */
export interface RemoteError {
  readonly code: string;
  readonly message: string;
  /** Whether it has the form in which WAP or an OData service speaks, rather than that of a proxy or a web server. */
  readonly isWapSpeaking: boolean;
}

/**
 * Reads `{ Code, Message, Details }` in any case, its XML form, or an OData error (wire: admin-api 11, vm-clouds 7); of
 * anything else a cleaned excerpt.
 */
export function readErrorBody(body: Body, text: string): RemoteError {
  if (body.kind === 'json' && isRecord(body.json)) return readJsonError(body.json, text);
  if (body.kind === 'xml') return readXmlError(text);
  return { code: '', message: excerptOf(text), isWapSpeaking: false };
}

function readJsonError(json: Readonly<Record<string, unknown>>, text: string): RemoteError {
  const nested = member(json, 'odata.error') ?? member(json, 'error');
  const error = isRecord(nested) ? nested : json;
  const code = textOf(member(error, 'code'));
  const message = textOf(member(error, 'message'));
  const detail = firstDetail(member(error, 'details'));
  const said = [message, detail].filter((part) => part !== '').join(' / ');
  return {
    code: excerptOf(code, 80),
    message: said === '' ? excerptOf(text) : excerptOf(said),
    // Gateways write `{"message": …}` on their own 404; only .NET writes it with a capital.
    isWapSpeaking: code !== '' || isRecord(nested) || typeof error['Message'] === 'string',
  };
}

function readXmlError(text: string): RemoteError {
  const code = elementText(text, 'Code');
  const message = elementText(text, 'Message');
  const isWapSpeaking = /<(?:\w+:)?error[\s>]/i.test(text) || code !== '';
  return {
    code: excerptOf(code, 80),
    message: excerptOf(message === '' ? text : message),
    isWapSpeaking,
  };
}

function firstDetail(details: unknown): string {
  const first: unknown = Array.isArray(details) ? details[0] : undefined;
  if (!isRecord(first)) return '';
  const source = textOf(member(first, 'source'));
  const message = textOf(member(first, 'message'));
  return source === '' ? message : `${source}: ${message}`;
}

/**
 * Good enough for a diagnosis, which never decides anything; quota and OData go through a real parser. A tag ends before the
 * next one begins: without that, each of many that never end would be looked for to the end of the text.
 */
function elementText(xml: string, name: string): string {
  const match = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^<>]*)?>([^<]*)<`, 'i').exec(xml);
  return (match?.[1] ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
}

/** A text, or what OData writes in its place: one with its language beside it. */
function textOf(value: unknown): string {
  return plainTextOf(isRecord(value) ? member(value, 'value') : value);
}

function plainTextOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function member(record: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = Object.keys(record).find((candidate) => candidate.toLowerCase() === name);
  return key === undefined ? undefined : record[key];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
