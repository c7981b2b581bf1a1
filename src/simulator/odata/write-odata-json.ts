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
  /** The only members of its rows that are shown; absent: all. */
  readonly members?: ReadonlySet<string>;
  /** Where the rest of a collection is to be had; absent: this is all. */
  readonly next?: string;
}

/** OData v3 JSON light, written as text at once: a listing may have thousands of rows of sixty members. */
export function writeODataJson(document: ODataDocument, level: MetadataLevel): string {
  const { root, set, rows, isSingle, next, members } = document;
  const shape: Shape = { level, members, name: `${level} ${[...(members ?? [])].join()}` };
  const context = JSON.stringify(`${root}$metadata#${set.name}${isSingle ? '/@Element' : ''}`);
  const metadata = level === 'none' ? '' : `"odata.metadata":${context}`;
  if (!isSingle) {
    const entities = rows.map((row) => rowText(row, set, shape)).join(',');
    const more = next === undefined ? '' : `,"odata.nextLink":${JSON.stringify(next)}`;
    return `{${metadata}${metadata === '' ? '' : ','}"value":[${entities}]${more}}`;
  }
  const [row] = rows;
  return `{${[metadata, row === undefined ? '' : membersText(row, set, shape)].filter((part) => part !== '').join(',')}}`;
}

/** What of each row is written. */
interface Shape {
  readonly level: MetadataLevel;
  readonly members: ReadonlySet<string> | undefined;
  readonly name: string;
}

/** A listing may have thousands of rows, of which next to none has changed since the last one. */
function rowText(row: WrittenEntity, set: EntitySet, shape: Shape): string {
  const before = row.expanded.length === 0 ? row.entity.written : undefined;
  if (before?.shape === shape.name) return before.text;
  // Joined, and not added up: a text of many pieces is put together anew each time that it is copied.
  const text = ['{', membersText(row, set, shape), '}'].join('');
  if (before !== undefined) {
    before.shape = shape.name;
    before.text = text;
  }
  return text;
}

function membersText({ entity, expanded }: WrittenEntity, set: EntitySet, { level, members }: Shape): string {
  let text = '';
  const add = (name: string, json: string): void => {
    text += `${text === '' ? '' : ','}${quoted(name)}:${json}`;
  };
  if (level === 'full') {
    const address = entityAddress(entity, set);
    add('odata.type', JSON.stringify(set.type));
    add('odata.id', JSON.stringify(address));
    add('odata.editLink', JSON.stringify(address));
    for (const link of Object.keys(set.links))
      add(`${link}@odata.navigationLinkUrl`, JSON.stringify(`${address}/${link}`));
  }
  for (const property of entity.properties) {
    if (members?.has(property.name) === false) continue;
    if (level === 'full' && property.type.startsWith('Edm.') && !/Edm\.(String|Boolean|Int32)/.test(property.type))
      add(`${property.name}@odata.type`, JSON.stringify(property.type));
    add(property.name, valueText(property));
  }
  for (const link of expanded) {
    const whole: Shape = { level, members: undefined, name: level };
    const linked = link.rows.map((row) => `{${membersText({ entity: row, expanded: [] }, link.set, whole)}}`);
    add(link.name, link.isSingle ? (linked[0] ?? 'null') : `[${linked.join(',')}]`);
  }
  return text;
}

const names = new Map<string, string>();

/** The few hundred names there are, each escaped once. */
function quoted(name: string): string {
  let known = names.get(name);
  if (known === undefined) {
    known = JSON.stringify(name);
    names.set(name, known);
  }
  return known;
}

function valueText(property: Property): string {
  if ('value' in property) {
    const { value } = property;
    // Int64 does not fit into every reader's numbers, so version 3 writes it as text.
    if (property.type === 'Edm.Int64' && value !== null) return `"${value}"`;
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  }
  if ('object' in property) return property.object === null ? 'null' : objectText(property.object);
  return `[${property.complex.map(objectText).join(',')}]`;
}

/** Frozen lists of members are written once: every machine without an error has the same twenty. */
const objects = new WeakMap<readonly Property[], string>();

function objectText(members: readonly Property[]): string {
  const known = objects.get(members);
  if (known !== undefined) return known;
  let text = '';
  for (const member of members) text += `${text === '' ? '{' : ','}${quoted(member.name)}:${valueText(member)}`;
  text = text === '' ? '{}' : `${text}}`;
  if (Object.isFrozen(members)) objects.set(members, text);
  return text;
}

export function entityAddress(entity: Entity, set: EntitySet): string {
  const keys = set.keys.map((key) => {
    const property = entity.properties.find(({ name }) => name === key);
    const value = property === undefined || !('value' in property) ? '' : String(property.value);
    return property?.type === 'Edm.Guid' ? `${key}=guid'${value}'` : `${key}='${value}'`;
  });
  return `${set.name}(${keys.join(',')})`;
}
