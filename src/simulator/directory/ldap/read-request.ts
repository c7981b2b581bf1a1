import { BadMessage, createElement, type Element, TAG } from './element.ts';
import type { LdapAttribute, LdapChange, LdapControl, LdapOperation, LdapRequest } from './ldap-request.ts';
import { readFilter } from './read-filter.ts';

const CONTROLS = 0xa0;

/** One whole LDAP message. Throws BadMessage for anything else. */
export function readRequest(message: Buffer): LdapRequest {
  const reader = createElement(message).open(TAG.sequence);
  const id = reader.number();
  const operation = readOperation(reader);
  const controls = !reader.isAtEnd() && reader.nextTag() === CONTROLS ? readControls(reader.open(CONTROLS)) : [];
  return { id, operation, controls };
}

function readOperation(reader: Element): LdapOperation {
  const tag = reader.nextTag();
  switch (tag) {
    case 0x60:
      return readBind(reader.open(tag));
    case 0x42:
      reader.octets(tag);
      return { op: 'unbind' };
    case 0x50:
      return { op: 'abandon', id: [...reader.octets(tag)].reduce((sum, octet) => sum * 256 + octet, 0) };
    case 0x63:
      return readSearch(reader.open(tag));
    case 0x66:
      return readModify(reader.open(tag));
    case 0x68: {
      const body = reader.open(tag);
      return { op: 'add', dn: body.text(), attributes: readAttributes(body.open(TAG.sequence)) };
    }
    case 0x4a:
      return { op: 'delete', dn: reader.text(tag) };
    case 0x6c:
      return readModifyDn(reader.open(tag));
    case 0x6e: {
      const body = reader.open(tag);
      const dn = body.text();
      const assertion = body.open(TAG.sequence);
      return { op: 'compare', dn, attribute: assertion.text(), value: assertion.octets() };
    }
    case 0x77:
      return { op: 'extended', oid: reader.open(tag).text(0x80) };
    default:
      throw new BadMessage(`There is no request of the kind 0x${tag.toString(16)}.`);
  }
}

/** `password` is null for what is no simple bind. */
function readBind(body: Element): LdapOperation {
  const version = body.number();
  const name = body.text();
  return { op: 'bind', version, name, password: body.nextTag() === 0x80 ? body.text(0x80) : null };
}

function readSearch(body: Element): LdapOperation {
  const base = body.text();
  const scope = (['base', 'one', 'subtree'] as const)[body.choice()];
  if (scope === undefined) throw new BadMessage('There are three scopes of a search.');
  // Aliases do not exist in a domain.
  body.choice();
  const sizeLimit = body.number();
  // Nothing here takes so long that a limit of seconds would matter.
  body.number();
  const typesOnly = body.flag();
  const filter = readFilter(body);
  const list = body.open(TAG.sequence);
  const attributes: string[] = [];
  while (!list.isAtEnd()) attributes.push(list.text());
  return { op: 'search', base, scope, sizeLimit, typesOnly, filter, attributes };
}

function readModify(body: Element): LdapOperation {
  const dn = body.text();
  const list = body.open(TAG.sequence);
  const changes: LdapChange[] = [];
  while (!list.isAtEnd()) {
    const item = list.open(TAG.sequence);
    const kind = (['add', 'delete', 'replace'] as const)[item.choice()];
    if (kind === undefined) throw new BadMessage('A change adds, deletes or replaces.');
    changes.push({ kind, attribute: readAttribute(item.open(TAG.sequence)) });
  }
  return { op: 'modify', dn, changes };
}

function readModifyDn(body: Element): LdapOperation {
  const [dn, newRdn] = [body.text(), body.text()];
  // The old name is always taken away: an object has one.
  body.flag();
  return { op: 'modifyDn', dn, newRdn, newSuperior: body.isAtEnd() ? null : body.text(0x80) };
}

function readAttributes(list: Element): readonly LdapAttribute[] {
  const attributes: LdapAttribute[] = [];
  while (!list.isAtEnd()) attributes.push(readAttribute(list.open(TAG.sequence)));
  return attributes;
}

function readAttribute(item: Element): LdapAttribute {
  const type = item.text();
  const set = item.open(TAG.set);
  const values: Buffer[] = [];
  while (!set.isAtEnd()) values.push(set.octets());
  return { type, values };
}

function readControls(list: Element): readonly LdapControl[] {
  const controls: LdapControl[] = [];
  while (!list.isAtEnd()) {
    const item = list.open(TAG.sequence);
    const oid = item.text();
    const isCritical = !item.isAtEnd() && item.nextTag() === TAG.boolean ? item.flag() : false;
    controls.push({ oid, isCritical, value: item.isAtEnd() ? null : item.octets() });
  }
  return controls;
}
