import type { Checks } from '../yaml/kinds/check.ts';
import { checkCount } from '../yaml/kinds/count.ts';
import { checkDuration } from '../yaml/kinds/duration.ts';
import { checkEmail } from '../yaml/kinds/email.ts';
import { checkHostingPlanKey } from '../yaml/kinds/hosting-plan-key.ts';
import { checkText } from '../yaml/kinds/text.ts';
import { checkUuid } from '../yaml/kinds/uuid.ts';
import { checkLabelKey } from './kinds/label.ts';
import { checkQuantity, DISK, RAM } from './kinds/quantity.ts';
import { checkTimestamp } from './kinds/timestamp.ts';
import { checkVdcName } from './kinds/vdc-name.ts';

/** What has a say about each kind of value in `schemas/virtual-data-center.schema.json`. */
export const specChecks: Checks = {
  vdcName: checkVdcName,
  email: checkEmail,
  shortText: checkText(200),
  count: checkCount,
  ram: checkQuantity(RAM),
  disk: checkQuantity(DISK),
  duration: checkDuration,
  timestamp: checkTimestamp,
  hostingPlanKey: checkHostingPlanKey,
  uuid: checkUuid,
  labelKey: checkLabelKey,
  labelValue: checkText(200, 0),
};
