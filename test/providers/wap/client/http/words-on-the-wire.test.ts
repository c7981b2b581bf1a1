import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../../../../src/providers/wap/client/http/excerpt.ts';
import { principalHeader } from '../../../../../src/providers/wap/client/http/principal-header.ts';
import { readBody } from '../../../../../src/providers/wap/client/http/read-body.ts';
import { readErrorBody } from '../../../../../src/providers/wap/client/http/read-error-body.ts';
import { backoffMs, retryAfterMs } from '../../../../../src/providers/wap/client/http/retry-delay.ts';

describe('the principal header', () => {
  it.each([
    ['CORP\\svc-vdc', 'CORP\\svc-vdc'],
    ['ops@acme.example', 'ops@acme.example'],
    ['a b', 'a b'],
    ['a+b@c', 'a%2Bb%40c'],
    ['100%', '100%25'],
    ['jörg', 'j%C3%B6rg'],
    ['x\r\ny: z', 'x%0D%0Ay%3A%20z'],
  ])('writes %j as %j', (name, header) => {
    expect(principalHeader(name)).toBe(header);
  });
});

describe('a body', () => {
  it.each([
    ['{"a":1}', 'json'],
    ['  [1]', 'json'],
    ['null', 'json'],
    ['{"a":', 'cut'],
    ['[1', 'cut'],
    ['', 'empty'],
    [' \r\n\uFEFF', 'empty'],
    ['<!DOCTYPE html><html/>', 'html'],
    ['<?xml version="1.0"?><!-- x --><html xmlns="x">', 'html'],
    ['<HTML>', 'html'],
    ['<feed><title>x</title></feed>', 'xml'],
    ['<htmlish/>', 'xml'],
    ['It works!', 'other'],
  ])('%j is %s', (text, kind) => {
    expect(readBody(text).kind).toBe(kind);
  });
});

describe('the body of an error', () => {
  const read = (text: string) => readErrorBody(readBody(text), text);

  it.each([
    ['{"Code":"A","Message":"b","Details":[{"Source":"systemcenter","Message":"c"}]}', 'A', 'b / systemcenter: c'],
    ['{"code":"A","MESSAGE":"b"}', 'A', 'b'],
    ['{"odata.error":{"code":"A","message":{"lang":"en","value":"b"}}}', 'A', 'b'],
    ['{"error":{"code":"A","message":"b"}}', 'A', 'b'],
    ['<Error><Code>A</Code><Message>b &amp; c</Message></Error>', 'A', 'b & c'],
    ['<m:error xmlns:m="x"><m:code>A</m:code><m:message xml:lang="en">b</m:message></m:error>', 'A', 'b'],
  ])('is read from %s', (text, code, message) => {
    expect(read(text)).toEqual({ code, message, isWapSpeaking: true });
  });

  it.each(['<html><h1>Nope</h1></html>', 'Nope', '{"Code":', '[1]', '"x"', ''])('is shown as it is from %j', (text) => {
    expect(read(text)).toMatchObject({ code: '', isWapSpeaking: false });
  });
});

describe('an excerpt', () => {
  it('is one short line without markup and control characters', () => {
    expect(excerptOf('<style>a{}</style><b>one</b>\u0007\r\n\ttwo<!-- three -->')).toBe('one two');
    expect(excerptOf('x'.repeat(500))).toHaveLength(200);
  });

  it.each([
    'token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl refused',
    'Authorization: Bearer abcdef.ghijk',
    'password=hunter2',
    '"Password": "hunter2"',
  ])('hides what looks like a secret: %s', (text) => {
    expect(excerptOf(text)).not.toMatch(/hunter2|abcdef|eyJ/);
    expect(excerptOf(text)).toContain('[hidden]');
  });
});

describe('the wait before another try', () => {
  it('is anything up to a bound that doubles and ends at eight seconds', () => {
    expect([1, 2, 3, 6, 7, 50].map((attempt) => backoffMs(attempt, 1))).toEqual([250, 500, 1000, 8000, 8000, 8000]);
    expect(backoffMs(5, 0)).toBe(0);
  });

  it.each([
    ['3', 3_000],
    [' 0 ', 0],
    [['4', '5'], 4_000],
    ['Mon, 06 May 2024 00:00:30 GMT', 30_000],
    ['Mon, 06 May 2023 00:00:30 GMT', 0],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('is read from Retry-After %j as %j', (header, ms) => {
    expect(retryAfterMs(header, Date.UTC(2024, 4, 6))).toBe(ms);
  });
});
