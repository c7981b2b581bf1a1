import { XMLParser } from 'fast-xml-parser';
import { isWireObject } from '../admin-api/read-wire.ts';

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  removeNSPrefix: true,
  htmlEntities: true,
  isArray: (name) => name === 'Stamp' || name === 'Action',
});

/**
 * What customers may do, by the names in an `Actions` setting, each once (wire: vm-clouds 2.2). A text that cannot be read
 * allows nothing: then nothing is relied on that the customer may not do.
 */
export function readTenantActions(xml: string): readonly string[] {
  const names = new Set<string>();
  for (const stamp of elementsOf(elementOf(parse(xml), 'Actions'), 'Stamp'))
    for (const action of elementsOf(stamp, 'Action')) {
      const name = textOf(action);
      if (name !== '') names.add(name);
    }
  return [...names];
}

function parse(xml: string): unknown {
  if (/<!DOCTYPE/i.test(xml)) return undefined;
  try {
    return parser.parse(xml, true);
  } catch {
    return undefined;
  }
}

function elementOf(node: unknown, name: string): unknown {
  return isWireObject(node) ? node[name] : undefined;
}

function elementsOf(node: unknown, name: string): readonly unknown[] {
  const found = elementOf(node, name);
  return Array.isArray(found) ? (found as unknown[]) : [];
}

function textOf(node: unknown): string {
  if (typeof node === 'string') return node;
  const text = elementOf(node, '#text');
  return typeof text === 'string' ? text : '';
}
