import type { CannedAnswer, CannedRequest } from './canned-server.ts';
import { answerJson } from './canned-server.ts';
import { guidOf } from './wap-rows.ts';

type Members = Readonly<Record<string, unknown>>;

export const STAMP = guidOf(0xb);
export const SUBSCRIPTION = guidOf(0x51);
export const OTHER_SUBSCRIPTION = guidOf(0x52);

export const vdc = { subscriptionId: SUBSCRIPTION, owner: 'acme-42@tenants.example' };

/** A machine as VMM writes it (wire: vm-clouds 4.4); `index` makes its id. */
export function wireMachine(index: number, members: Members = {}): Record<string, unknown> {
  return {
    ID: guidOf(index),
    StampId: STAMP,
    CloudId: guidOf(0xc),
    Name: `web-${index}`,
    Status: 'Running',
    StatusString: 'Running',
    CPUCount: 2,
    Memory: 4096,
    DynamicMemoryEnabled: false,
    DynamicMemoryMaximumMB: null,
    TotalSize: '42949672960',
    Owner: ownedBy(SUBSCRIPTION),
    CloudVMRoleName: null,
    MostRecentTaskId: null,
    HasVMAdditions: true,
    OperatingSystemShutdownEnabled: true,
    LocalAdminPassword: 'Pa55-of-a-machine',
    ...members,
  };
}

export function ownedBy(subscriptionId: string): Record<string, unknown> {
  return { UserName: 'acme', RoleName: `acme_${subscriptionId}`, RoleID: subscriptionId };
}

/** An Atom feed of entries with these properties; texts that are XML already stay as they are. */
export function atomFeed(...entries: readonly string[]): string {
  return (
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"' +
    ' xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"' +
    ' xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><title>VirtualMachines</title>' +
    `${entries.join('')}</feed>`
  );
}

export function atomEntry(properties: string, links = ''): string {
  return `<entry>${links}<content type="application/xml"><m:properties>${properties}</m:properties></content></entry>`;
}

/** How OData says no (wire: vm-clouds 7). */
export function odataError(message: string): unknown {
  return { 'odata.error': { code: '', message: { lang: 'en-US', value: message } } };
}

/** What a canned VMM says to requests whose method and path, without query, begin so; the first that fits. Else 404. */
export type CannedVmm = Readonly<Record<string, CannedAnswer | Members>>;

export function cannedVmm(answers: CannedVmm): CannedAnswer {
  return (request, response, index) => {
    const asked = summaryOf(request);
    const fits = Object.entries(answers).find(([begin]) => asked.startsWith(begin));
    if (fits === undefined) answerJson(response, odataError('Resource not found for the segment.'), 404);
    else if (typeof fits[1] === 'function') fits[1](request, response, index);
    else answerJson(response, fits[1]);
  };
}

/** `GET VirtualMachines(6f0f…)`: the method, and what follows the root; ids by their last four digits. */
export function summaryOf({ method, url }: CannedRequest): string {
  const path = decodeURIComponent(url.split('?', 1)[0] ?? '');
  const below = path.replace(/^\/[0-9a-f-]{36}/, '').replace(/^.*(?:\/vmm|\.svc)(?=\/)/, '');
  return `${method} ${below.replace(/^\//, '').replaceAll(/[0-9a-f-]{32}([0-9a-f]{4})/g, '$1')}`;
}

export const refuse =
  (status: number, message = 'sample text'): CannedAnswer =>
  (_request, response) =>
    answerJson(response, odataError(message), status);

/** 204, with the id of a job where there is one. */
export const accept =
  (jobId?: string): CannedAnswer =>
  (_request, response) => {
    if (jobId !== undefined) response.setHeader('x-ms-request-id', jobId);
    response.writeHead(204).end();
  };
