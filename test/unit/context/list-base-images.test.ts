import { describe, expect, it } from 'vitest';
import { listBaseImages } from '../../../electron/core/releases/context/list-base-images.ts';
import type { ImageOptions } from '../../../electron/core/releases/context/list-base-images.ts';

const list = (text: string, options: Partial<ImageOptions> = {}) =>
  listBaseImages({ file: 'app/Dockerfile', text }, { platform: 'linux/arm64', ...options });
const references = (text: string, options: Partial<ImageOptions> = {}): readonly string[] =>
  list(text, options).images.map(({ reference }) => reference);

describe('the images that a Dockerfile needs', () => {
  it.each<[string, string, readonly string[]]>([
    ['the base', 'FROM alpine:3.20\nRUN true\n', ['alpine:3.20']],
    ['nothing for scratch', 'FROM scratch\nCOPY --from=scratch / /\n', []],
    ['lower case and odd spacing', '\n  from\talpine   as  Base\nFROM base\n', ['alpine']],
    [
      'the end of a line that Windows wrote',
      '\ufeffFROM alpine\r\nRUN a \\\r\n  b\r\nFROM busybox\r\n',
      ['busybox'],
    ],
    ['each image once', 'FROM a AS x\nFROM a\nCOPY --from=x / /\nCOPY --from=a / /\n', ['a']],
    [
      'stages by name, number and chain',
      'FROM a AS one\nFROM b\nFROM one AS three\nFROM three\nCOPY --from=1 / /\n',
      ['a', 'b'],
    ],
    [
      'images of COPY and RUN',
      'FROM a\nCOPY --link --from=b:1 x y\nRUN --mount=type=cache,target=/c --mount=type=bind,from=c:2,target=/t make\nADD x y\n',
      ['a', 'b:1', 'c:2'],
    ],
    [
      "an image that has a later stage's name",
      'FROM tools\nFROM other AS tools\nCOPY --from=0 / /\n',
      ['tools', 'other'],
    ],
    [
      'continued lines with comments and gaps',
      'FROM \\\n# a comment\n\n  alpine \\\n  AS x\nRUN a \\\nFROM b\nFROM x\n',
      ['alpine'],
    ],
    ['the other escape character', '# escape=`\nFROM alpine\nRUN dir c:\\\nFROM base`\n:1\n', ['base:1']],
    [
      'no lines of a heredoc',
      'FROM alpine\nRUN <<EOF cat <<-"END" > x\nFROM no\nEOF\nFROM no\n\tEND\nCOPY <<one <<two /\nFROM no\none\nFROM no\ntwo\nUSER x\n',
      ['alpine'],
    ],
    [
      'lines after what only looks like a heredoc',
      'FROM a\nRUN ["sh", "-c", "<<EOF"]\nRUN echo $((1<<2)) "<<X Y"\nENV a=<<EOF\nFROM b\n',
      ['b'],
    ],
    ['an ONBUILD trigger of a stage', 'FROM a AS x\nONBUILD COPY --from=b / /\nFROM x\n', ['a', 'b']],
  ])('are %s', (_, text, expected) => {
    expect(references(text)).toEqual(expected);
  });

  it('are only those that the target is made of', () => {
    const text = 'FROM a AS deps\nFROM b AS test\nCOPY --from=c / /\nFROM d AS final\nCOPY --from=deps / /\n';
    expect(references(text)).toEqual(['a', 'd']);
    expect(references(text, { target: 'TEST' })).toEqual(['b', 'c']);
    expect(references(text, { target: '0' })).toEqual(['a']);
    expect(() => references(text, { target: 'prod' })).toThrow(
      'there is no stage "prod"; there are deps, test, final',
    );
  });

  it('say which one the target lies on', () => {
    const text =
      'FROM a AS one\nFROM one AS two\nFROM two\nCOPY --from=b / /\nFROM scratch AS none\nCOPY --from=one / /\n';
    expect(list(text, { target: '2' }).base).toMatchObject({ reference: 'a', line: 1 });
    expect(list(text).base).toBeUndefined();
  });

  it('carry line and platform', () => {
    const text =
      'ARG P=linux/386\n\nFROM --platform=$BUILDPLATFORM a\nFROM --platform=$P b\nCOPY --from=0 / /\n';
    expect(list(text).images).toEqual([
      { kind: 'from', reference: 'a', platform: 'linux/arm64', line: 3 },
      { kind: 'from', reference: 'b', platform: 'linux/386', line: 4 },
    ]);
  });

  it('name the image of a syntax directive apart', () => {
    expect(list('# syntax=docker/dockerfile:1 # x\nFROM a\n').frontend).toBe('docker/dockerfile:1');
    expect(list('#!/usr/bin/env docker\n#syntax = x/y\nFROM a\n').frontend).toBe('x/y');
    expect(list('# a comment\n# syntax=docker/dockerfile:1\nFROM a\n').frontend).toBeUndefined();
  });
});

describe('variables in FROM', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['a default', 'ARG V=1\nFROM a:$V', {}, 'a:1'],
    ['an argument of the build', 'ARG V=1\nFROM a:$V', { V: '2' }, 'a:2'],
    ['an argument that no ARG declares', 'FROM a:${V:-none}', { V: '2' }, 'a:none'],
    ['an argument without a default', 'ARG V\nFROM a:${V:-3}', {}, 'a:3'],
    ['one built from another', 'ARG A=x B="$A y" C=${A}z\nFROM ${C}', {}, 'xz'],
    ['quotes', 'ARG A="x" B=\'$A\'\nFROM "$A"', {}, 'x'],
    ['an empty value, with and without colon', 'ARG V=\nFROM a${V:-1}${V-2}${V:+3}${V+4}', {}, 'a14'],
    ['nested defaults', 'FROM ${A:-${B:-deep}}', {}, 'deep'],
    [
      'a prefix and a suffix cut off',
      'ARG V=v1.2.3\nFROM a:${V#v}-${V%.*}-${V%%.*}-${V##*.}',
      {},
      'a:1.2.3-v1.2-v1-3',
    ],
    ['replacements', 'ARG V=a-b-c\nFROM x:${V/-/_}-${V//-/.}', {}, 'x:a_b-c-a.b.c'],
    ['an escaped dollar', 'FROM a:\\$V', {}, 'a:$V'],
    ['platform variables', 'FROM a:$TARGETARCH-$TARGETOS', {}, 'a:arm64-linux'],
    ['an ARG inside a stage has no say', 'ARG V=1\nFROM a AS x\nARG V=2\nFROM b:$V', {}, 'b:1'],
  ])('%s', (_, text, args, expected) => {
    expect(references(`${text}\n`, { args }).at(-1)).toBe(expected);
  });
});

describe('a Dockerfile that cannot be built', () => {
  it.each([
    ['', 'line 1: the file has no instructions'],
    ['# only a comment\n\n', 'line 1: the file has no instructions'],
    ['ARG A=1\n', 'line 1: there is no FROM'],
    ['ARG A\n\nRUN true\nFROM a\n', 'line 3: RUN comes before the first FROM'],
    ['FROM\n', 'line 1: FROM needs an image'],
    ['FROM a b\n', 'line 1: FROM takes an image'],
    ['FROM a AS 1x\n', 'line 1: "1x" cannot be the name of a stage'],
    ['FROM a\nFROM $NONE\n', 'line 2: "$NONE" leaves no image'],
    ['FROM --platform=$NONE a\n', 'line 1: "$NONE" leaves no platform'],
    ['FROM a${X\n', 'line 1: "a${X" cannot be read'],
    ['FROM a${X!y}\n', 'line 1: "a${X!y}" cannot be read'],
    ['FROM ${X:?unset}\n', 'X: unset'],
    ['FROM "a\n', 'line 1: ""a" cannot be read'],
    ['FROM a\nRUN <<EOF\nx\n', 'line 2: "<<EOF" is never closed'],
    ['# escape=x\nFROM a\n', 'line 1: "x" cannot be the escape character'],
    ['# syntax=a\n# syntax=b\nFROM a\n', 'line 2: the directive "syntax" is given twice'],
  ])('%j names file, line and fault', (text, message) => {
    const failing = (): unknown => list(text);
    expect(failing).toThrow(
      expect.objectContaining({
        code: 'build.failed',
        message: expect.stringContaining(message) as string,
      }) as Error,
    );
    expect(failing).toThrow(/^app\/Dockerfile, line \d+: /u);
  });
});
