import { emptyAnswer, type Answer } from '../http/answer.ts';
import type { Refusal } from '../http/refusal.ts';
import { wantedJson } from './answer-odata.ts';
import { escapeXml } from './write-odata-atom.ts';

/** The error document of OData v3: inferred from the standard, for no real one of SPF is known. */
export function formatODataError(refusal: Refusal, accept: string): Answer {
  const { status, code, message, headers } = refusal;
  if (refusal.isBare) return { ...emptyAnswer(status), headers };
  if (wantedJson(accept, undefined) !== null) {
    const body = JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: message } } });
    return {
      status,
      headers,
      contentType: 'application/json; odata=minimalmetadata; streaming=true; charset=utf-8',
      body,
    };
  }
  const namespace = 'xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"';
  const body = `<?xml version="1.0" encoding="utf-8"?><m:error ${namespace}><m:code>${escapeXml(code)}</m:code><m:message xml:lang="en-US">${escapeXml(message)}</m:message></m:error>`;
  return { status, headers, contentType: 'application/xml; charset=utf-8', body };
}
