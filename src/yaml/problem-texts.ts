/** What stands beside a problem's code wherever it is shown: the constant summary, and what to do about it. */
export interface ProblemText {
  readonly summary: string;
  readonly cure: string;
}

/** The problems that specs and settings have in common. */
export const yamlProblemTexts: Readonly<Record<string, ProblemText>> = {
  FILE_TOO_LARGE: { summary: 'File too large', cure: 'Split the file; at most 1 MiB is read.' },
  FILE_NOT_UTF8: { summary: 'Not UTF-8', cure: 'Save the file as UTF-8.' },
  FILE_HAS_NUL: { summary: 'NUL byte in the text', cure: 'Restore the file, or remove the byte.' },
  YAML_SYNTAX: { summary: 'Not YAML', cure: 'Mend the line that is shown; the lines above it may be the cause.' },
  YAML_DUPLICATE_KEY: { summary: 'Key stands twice', cure: 'Remove one of the two.' },
  YAML_RESERVED_KEY: { summary: 'Reserved key', cure: 'Choose another name.' },
  YAML_KEY_NOT_TEXT: { summary: 'Key is not a text', cure: 'Write a plain word as the key.' },
  YAML_UNKNOWN_TAG: { summary: 'Unknown tag', cure: 'Remove the tag, or put the text in quotes.' },
  YAML_UNKNOWN_ALIAS: { summary: 'Unknown alias', cure: 'Write the value itself, or put the text in quotes.' },
  YAML_ALIAS_EXPANSION: { summary: 'Aliases expand without bound', cure: 'Write the values themselves.' },
  YAML_DIRECTIVE: { summary: 'Directive refused', cure: 'Remove the line that begins with %.' },
  YAML_NUMBER_TOO_LARGE: {
    summary: 'Number too large to be exact',
    cure: 'Write a smaller number, or quotes around a name.',
  },
  YAML_TOO_DEEP: { summary: 'Nested too deeply', cure: 'Close brackets; a spec needs five levels.' },
  YAML_TOO_LONG: { summary: 'Document too long', cure: 'Give each VDC its own document.' },
  YAML_TOO_MANY_DOCUMENTS: { summary: 'Too many documents', cure: 'Split the file.' },
  UNKNOWN_FIELD: { summary: 'Unknown field', cure: 'Correct the name, or remove the line.' },
  MISSING_FIELD: { summary: 'Missing field', cure: 'Add the field.' },
  MISSING_VALUE: { summary: 'Missing value', cure: 'Write a value, or remove the line.' },
  WRONG_TYPE: { summary: 'Wrong type of value', cure: 'Write the kind of value that the message names.' },
  UNKNOWN_VALUE: { summary: 'Unknown value', cure: 'Write one of the words that the message names.' },
  TOO_MANY_ENTRIES: { summary: 'Too many entries', cure: 'Remove some.' },
  TOO_FEW_ENTRIES: { summary: 'No entries', cure: 'Add one, or remove the field.' },
  WRONG_API_VERSION: { summary: 'Wrong apiVersion', cure: 'Write `apiVersion: vdc/v1`.' },
  WRONG_KIND: { summary: 'Wrong kind', cure: 'Write the kind that belongs here, or move the document.' },
  INVALID_TEXT: { summary: 'Invalid text', cure: 'Write one line of plain text.' },
  INVALID_COUNT: { summary: 'Invalid count', cure: 'Write a whole number from 1, or unlimited.' },
  LIMIT_TOO_LARGE: { summary: 'Limit too large', cure: 'Write unlimited, or a limit that fits into 32 bits.' },
  INVALID_DURATION: { summary: 'Invalid duration', cure: 'Write a whole number with s, m, h or d.' },
  INVALID_UUID: { summary: 'Invalid UUID', cure: 'Copy the whole UUID: 8-4-4-4-12 hexadecimal digits.' },
  INVALID_EMAIL: { summary: 'Invalid e-mail address', cure: 'Write one plain address.' },
  INVALID_HOSTING_PLAN_NAME: {
    summary: 'Invalid hosting plan name',
    cure: 'Name a key of hostingPlans in the settings.',
  },
  UNKNOWN_HOSTING_PLAN: {
    summary: 'Unknown hosting plan',
    cure: 'Name a key of hostingPlans in the settings, or add it there.',
  },
  TOO_MANY_PROBLEMS: { summary: 'Too many problems', cure: 'Mend those that are shown, then look again.' },
};
