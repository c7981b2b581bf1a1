import type { Entity, EntitySet, Property } from './entity.ts';

export type MetadataLevel = 'minimal' | 'full' | 'none';

/** What may stand inside an entity besides its own properties. */
export interface ExpandedLink {
  readonly name: string;
  readonly set: EntitySet;
  readonly rows: readonly Entity[];
  readonly isSingle: boolean;
}

export interface WrittenEntity {
  readonly entity: Entity;
  readonly expanded: readonly ExpandedLink[];
}

export interface ODataDocument {
  /** The service root, ending in a slash. */
  readonly root: string;
  readonly set: EntitySet;
  readonly rows: readonly WrittenEntity[];
  readonly isSingle: boolean;
  /** Where the rest of a collection is to be had; absent: this is all. */
  readonly next?: string;
}

/** OData v3 JSON light. */
export function writeODataJson(document: ODataDocument, level: MetadataLevel): string {
  const { root, set, rows, isSingle } = document;
  const context = `${root}$metadata#${set.name}`;
  if (!isSingle) {
    const metadata = level === 'none' ? {} : { 'odata.metadata': context };
    const next = document.next === undefined ? {} : { 'odata.nextLink': document.next };
    return JSON.stringify({ ...metadata, value: rows.map((row) => entityJson(row, set, level)), ...next });
  }
  const metadata = level === 'none' ? {} : { 'odata.metadata': `${context}/@Element` };
  const [row] = rows;
  return JSON.stringify({ ...metadata, ...(row === undefined ? {} : entityJson(row, set, level)) });
}

function entityJson(
  { entity, expanded }: WrittenEntity,
  set: EntitySet,
  level: MetadataLevel,
): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  if (level === 'full') {
    const address = entityAddress(entity, set);
    json['odata.type'] = set.type;
    json['odata.id'] = address;
    json['odata.editLink'] = address;
    for (const link of Object.keys(set.links)) json[`${link}@odata.navigationLinkUrl`] = `${address}/${link}`;
  }
  for (const property of entity.properties) {
    if (level === 'full' && property.type.startsWith('Edm.') && !/Edm\.(String|Boolean|Int32)/.test(property.type))
      json[`${property.name}@odata.type`] = property.type;
    json[property.name] = propertyJson(property);
  }
  for (const link of expanded) {
    const rows = link.rows.map((row) => entityJson({ entity: row, expanded: [] }, link.set, level));
    json[link.name] = link.isSingle ? (rows[0] ?? null) : rows;
  }
  return json;
}

function propertyJson(property: Property): unknown {
  if ('complex' in property)
    return property.complex.map((members) =>
      Object.fromEntries(members.map((member) => [member.name, propertyJson(member)])),
    );
  if ('object' in property)
    return property.object === null
      ? null
      : Object.fromEntries(property.object.map((member) => [member.name, propertyJson(member)]));
  // Int64 does not fit into every reader's numbers, so version 3 writes it as text.
  return property.type === 'Edm.Int64' && property.value !== null ? String(property.value) : property.value;
}

export function entityAddress(entity: Entity, set: EntitySet): string {
  const keys = set.keys.map((key) => {
    const property = entity.properties.find(({ name }) => name === key);
    const value = property === undefined || !('value' in property) ? '' : String(property.value);
    return property?.type === 'Edm.Guid' ? `${key}=guid'${value}'` : `${key}='${value}'`;
  });
  return `${set.name}(${keys.join(',')})`;
}
