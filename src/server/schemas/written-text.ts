/** What people write about themselves and their reasons: one line, since it will stand in logs and on terminals. */
export function writtenText(maxLength: number, description: string) {
  return {
    type: 'string',
    minLength: 1,
    maxLength,
    pattern: String.raw`^(?=.*\S)[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$`,
    description,
  } as const;
}
