import { flag, object, oneOf, listOf, text, time, vdcName } from './common-schemas.ts';

export const readyWord = oneOf('ready', 'waiting', 'blocked', 'failed', 'paused', 'retired', 'retained', 'pending');

const condition = object({
  type: oneOf('Ready', 'Reconciling', 'Stalled', 'CustomerTold'),
  status: flag,
  reason: text,
  message: text,
  since: time,
  revision: text,
});

export const vdcSchema = {
  $id: 'Vdc',
  description: 'The last that is known of a VDC, as `vdc get -o json` shows it.',
  ...object(
    {
      name: vdcName,
      ready: readyWord,
      message: text,
      since: { ...time, description: 'since when `ready` has this value' },
      observedAt: time,
      revision: { ...text, description: 'the revision that was looked at last' },
      observed: {
        type: 'object',
        additionalProperties: { type: ['string', 'number'] },
        description: 'what was observed last, in the words of the spec',
      },
    },
    {
      appliedRevision: { ...text, description: 'the last revision at which the VDC was as declared' },
      conditions: listOf(condition),
      nextLookAt: { ...time, description: 'when it is looked at again at the latest' },
    },
  ),
};
