import { readXml, XmlRefused, type XmlElement } from '../auth/ws-trust/read-xml.ts';
import { badRequest } from '../http/refusal.ts';
import { XmlBody } from '../http/xml-body.ts';
import type { BodyMembers } from './entity.ts';

const ATOM = 'http://www.w3.org/2005/Atom';
const DATA = 'http://schemas.microsoft.com/ado/2007/08/dataservices';
const METADATA = 'http://schemas.microsoft.com/ado/2007/08/dataservices/metadata';

/** The members of a JSON or Atom entity. Throws 400 for anything else, a member that stands twice among it. */
export function readODataBody(body: unknown): BodyMembers {
  const pairs = body instanceof XmlBody ? atomMembers(body.text) : jsonMembers(body);
  const members = new Map<string, unknown>();
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    if (members.has(key)) throw badRequest(`The member ${name} stands twice.`);
    members.set(key, value);
  }
  return members;
}

function jsonMembers(body: unknown): readonly (readonly [string, unknown])[] {
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw badRequest('The body must be one entity, as a JSON object or an Atom entry.');
  // `odata.type` and `Owner@odata.…` tell about members and are none.
  return Object.entries(body).filter(([name]) => !name.startsWith('odata.') && !name.includes('@'));
}

function atomMembers(text: string): readonly (readonly [string, unknown])[] {
  const entry = parse(text);
  if (entry.namespace !== ATOM || entry.name !== 'entry') throw badRequest('The body must be one Atom entry.');
  const content = entry.children.find(({ namespace, name }) => namespace === ATOM && name === 'content');
  const properties = content?.children.find(({ namespace, name }) => namespace === METADATA && name === 'properties');
  if (properties === undefined) throw badRequest('The Atom entry has no m:properties in its content.');
  return properties.children.map((element) => {
    if (element.namespace !== DATA) throw badRequest(`${element.name} is no property of a data service.`);
    return [element.name, atomValue(element)] as const;
  });
}

function atomValue({ attributes, children, text }: XmlElement): unknown {
  if (attributes.get(`{${METADATA}}null`) === 'true') return null;
  if (children.length > 0) return Object.fromEntries(children.map((child) => [child.name, atomValue(child)]));
  const type = attributes.get(`{${METADATA}}type`) ?? 'Edm.String';
  if (type === 'Edm.Boolean') return text.trim() === 'true';
  return /^Edm\.(?:Byte|Int16|Int32|Int64)$/.test(type) ? Number(text) : text;
}

function parse(text: string): XmlElement {
  try {
    return readXml(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof XmlRefused) throw badRequest(`The body is not understood: ${error.message}.`);
    throw error;
  }
}
