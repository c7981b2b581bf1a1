import type { JobError } from '../world/job-record.ts';
import type { Property } from './entity.ts';
import { flag, int32, string } from './properties.ts';

/** VMM.ErrorInfo (wire: vm-clouds 4.3): all null where there is nothing to tell, its code Success after a success. */
export function errorInfo(error: JobError | null, isSuccess: boolean | null): readonly Property[] {
  return [
    string('Code', error?.code ?? (isSuccess === true ? 'Success' : null)),
    string('ErrorCodeString', error === null ? (isSuccess === true ? '0' : null) : '2912'),
    string('DisplayableErrorCode', error === null ? null : '2912'),
    int32('DetailedCode', isSuccess === null ? null : 0),
    string('DetailedErrorCode', isSuccess === null ? null : ''),
    string('DetailedSource', isSuccess === null ? null : 'None'),
    // It says Error after a success too.
    string('ErrorType', isSuccess === null ? null : 'Error'),
    string('Problem', error?.problem ?? null),
    string('CloudProblem', error?.problem ?? null),
    string('RecommendedAction', error?.recommendedAction ?? null),
    string('RecommendedActionCLI', error?.recommendedAction ?? null),
    string('ExceptionDetails', isSuccess === null ? null : ''),
    string('MessageParameters', null),
    string('MomAlertSeverity', isSuccess === null ? null : 'Error'),
    flag('IsSuccess', isSuccess),
    flag('IsTerminating', isSuccess === null ? null : false),
    flag('IsConditionallyTerminating', isSuccess === null ? null : false),
    flag('IsDeploymentBlocker', isSuccess === null ? null : false),
    flag('IsMomAlert', isSuccess === null ? null : false),
    flag('ShowDetailedError', isSuccess === null ? null : false),
  ];
}
