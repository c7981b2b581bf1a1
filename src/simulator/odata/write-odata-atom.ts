import type { EntitySet, Property } from './entity.ts';
import { entityAddress, type ODataDocument, type WrittenEntity } from './write-odata-json.ts';

const NAMESPACES =
  'xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"';

/** OData v3 Atom: what comes to those who do not ask for JSON. */
export function writeODataAtom(document: ODataDocument, now: number): string {
  const { root, set, isSingle, next, members } = document;
  const rows = document.rows.map((row) => onlyMembers(row, members));
  const updated = `<updated>${new Date(now).toISOString()}</updated>`;
  const attributes = `xml:base="${escapeXml(root)}" ${NAMESPACES}`;
  const head = '<?xml version="1.0" encoding="utf-8"?>';
  const [row] = rows;
  if (isSingle) return head + (row === undefined ? '' : entryXml(row, set, root, updated, ` ${attributes}`));
  const entries = rows.map((each) => entryXml(each, set, root, updated, '')).join('');
  const more = next === undefined ? '' : `<link rel="next" href="${escapeXml(next)}" />`;
  const title = `<id>${escapeXml(root + set.name)}</id><title type="text">${set.name}</title>${updated}`;
  return `${head}<feed ${attributes}>${title}<link rel="self" title="${set.name}" href="${set.name}" />${entries}${more}</feed>`;
}

function onlyMembers({ entity, expanded }: WrittenEntity, members: ReadonlySet<string> | undefined): WrittenEntity {
  if (members === undefined) return { entity, expanded };
  const properties = entity.properties.filter(({ name }) => members.has(name));
  return { entity: { properties }, expanded };
}

function entryXml(
  { entity, expanded }: WrittenEntity,
  set: EntitySet,
  root: string,
  updated: string,
  attributes: string,
): string {
  const address = escapeXml(entityAddress(entity, set));
  const links = Object.keys(set.links).map((name) => {
    const link = expanded.find((candidate) => candidate.name === name);
    const relation = `rel="http://schemas.microsoft.com/ado/2007/08/dataservices/related/${name}" type="application/atom+xml;type=feed" title="${name}" href="${address}/${name}"`;
    if (link === undefined) return `<link ${relation} />`;
    const rows = link.rows.map((row) => entryXml({ entity: row, expanded: [] }, link.set, root, updated, '')).join('');
    return `<link ${relation}><m:inline>${link.isSingle ? rows : `<feed>${rows}</feed>`}</m:inline></link>`;
  });
  return (
    `<entry${attributes}><id>${escapeXml(root)}${address}</id>` +
    `<category term="${set.type}" scheme="http://schemas.microsoft.com/ado/2007/08/dataservices/scheme" />` +
    `<link rel="edit" title="${set.name}" href="${address}" />${links.join('')}<title />${updated}<author><name /></author>` +
    `<content type="application/xml"><m:properties>${entity.properties.map(propertyXml).join('')}</m:properties></content></entry>`
  );
}

function propertyXml(property: Property): string {
  const { name } = property;
  // What JSON says beside a member has another place in Atom.
  if (name.includes('@')) return '';
  if ('complex' in property) {
    const elements = property.complex.map((members) => `<d:element>${members.map(propertyXml).join('')}</d:element>`);
    return `<d:${name} m:type="${property.type}">${elements.join('')}</d:${name}>`;
  }
  if ('object' in property) {
    if (property.object === null) return `<d:${name} m:type="${property.type}" m:null="true" />`;
    return `<d:${name} m:type="${property.type}">${property.object.map(propertyXml).join('')}</d:${name}>`;
  }
  const type = property.type === 'Edm.String' ? '' : ` m:type="${property.type}"`;
  if (property.value === null) return `<d:${name}${type} m:null="true" />`;
  return `<d:${name}${type}>${escapeXml(String(property.value))}</d:${name}>`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
