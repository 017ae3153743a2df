import { describe, expect, test } from 'vitest';
import { locateStep } from '../../../electron/core/engine/build/locate-step.ts';
import { parseInstructions } from '../../../electron/core/engine/build/parse-instructions.ts';

// Which step BuildKit gives which number was seen on Docker 20.10 for this very file.
const STAGES = `# syntax of stages
ARG V=9
FROM bb:1 AS base
ARG V
ENV W=x
WORKDIR /a
RUN echo $V "$W" one
FROM base
RUN echo two
FROM scratch AS empty
COPY --from=base /a /b
COPY --from=base /bin/busybox /bin/sh
FROM empty AS out

WORKDIR /q
COPY --from=1 /a /b
USER 5
RUN exit 4
`;

describe('the line of a BuildKit step', () => {
  test.each([
    ['[base 1/3] FROM registry.test/library/bb:1', 3],
    ['[base 2/3] WORKDIR /a', 6],
    // The values of the arguments stand in the step's name, not in the file.
    ['[base 3/3] RUN echo 9 "x" one', 7],
    ['[stage-1 1/1] RUN echo two', 9],
    ['[empty 1/2] COPY --from=base /a /b', 11],
    ['[out 2/3] COPY --from=1 /a /b', 16],
    ['[out 3/3] RUN exit 4', 18],
    ['[linux/arm64 out  3/3] RUN exit 4', 18],
    ['[internal] load metadata for registry.test/library/bb:1', 3],
  ])('%s is line %i', (step, line) => {
    expect(locateStep(STAGES, step, 'buildkit')?.line).toBe(line);
  });

  test('a lone stage has no name in its steps, even when the file gives it one', () => {
    const file = 'FROM bb:1 AS only\n\nRUN a \\\n  # in between\n  && b\nRUN c\n';
    expect(locateStep(file, '[2/3] RUN a   && b', 'buildkit')).toEqual({
      line: 3,
      instruction: 'RUN a && b',
    });
    expect(locateStep(file, '[3/3] RUN c', 'buildkit')?.line).toBe(6);
  });

  test('steps that a base brings along (ONBUILD) make nothing up: the text decides, or nobody', () => {
    const file = 'FROM bb:1\nCOPY x /x\nRUN same\nRUN same\nRUN once\n';
    expect(locateStep(file, '[5/9] RUN once', 'buildkit')?.line).toBe(5);
    expect(locateStep(file, '[2/9] RUN same', 'buildkit')).toBeUndefined();
    expect(locateStep(file, '[internal] load build context', 'buildkit')).toBeUndefined();
  });
});

test('the classic builder counts every instruction of the file', () => {
  expect(locateStep(STAGES, '[1/17] ARG V=9', 'classic')?.line).toBe(2);
  expect(locateStep(STAGES, '[15/17] USER 5', 'classic')?.line).toBe(17);
  expect(locateStep(STAGES, '[16/17] RUN exit 4', 'classic')?.line).toBe(18);
});

describe('splitting a Dockerfile into instructions', () => {
  const lines = (text: string) => parseInstructions(text).map(({ line, keyword }) => `${line} ${keyword}`);

  test('comments and empty lines count as lines, also between continued ones', () => {
    expect(lines('\n# c\nFROM a\n\nRUN x \\\n\n# y\n  z\nCMD w')).toEqual(['3 FROM', '5 RUN', '9 CMD']);
  });

  test('the escape directive changes what continues a line', () => {
    expect(lines('# escape=`\nFROM a\nRUN x `\n y\nCOPY c:\\\nRUN z')).toEqual([
      '2 FROM',
      '3 RUN',
      '5 COPY',
      '6 RUN',
    ]);
  });

  test('here-documents belong to their instruction', () => {
    const text = 'FROM a\nRUN <<EOF\nFROM not\nEOF\nCOPY <<-"A" <<B /x/\n\tRUN not\n\tA\nRUN not\nB\nCMD w\n';
    expect(lines(text)).toEqual(['1 FROM', '2 RUN', '5 COPY', '10 CMD']);
  });

  test('Windows line ends and a byte order mark are no part of it', () => {
    expect(parseInstructions('\uFEFFfrom a\r\nRUN x\r\n')).toEqual([
      { line: 1, keyword: 'FROM', rest: 'a' },
      { line: 2, keyword: 'RUN', rest: 'x' },
    ]);
  });
});
