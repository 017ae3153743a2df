import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../../electron/core/deployments/endings/redact-secrets.ts';

const variables = {
  TOKEN: { secret: 'env:TOKEN' },
  OTHER: { secret: 'env:OTHER' },
  KEY: { secret: 'file:~/key' },
  SHORT: { secret: 'env:SHORT' },
  PLAIN: 'public',
};

describe('text that may hold secrets', () => {
  it.each([
    ['a value within a line', 'token=s3cr3t$&!', 'token=(secret TOKEN)'],
    ['a value every time it is there', 's3cr3t$& s3cr3t$&', '(secret OTHER) (secret OTHER)'],
    ['the longer one of two that overlap', 's3cr3t$&! s3cr3t$&', '(secret TOKEN) (secret OTHER)'],
    ['each line of a value of several', 'second line of the key', '(secret KEY) of the key'],
  ])('loses %s', (_what, text, redacted) => {
    const redact = redactSecrets(variables, [
      'OTHER=s3cr3t$&',
      'TOKEN=s3cr3t$&!',
      'KEY=first line\nsecond line\n',
    ]);
    expect(redact(text)).toBe(redacted);
  });

  it('keeps what is no secret, and what is too short to be one', () => {
    const redact = redactSecrets(variables, ['PLAIN=public', 'SHORT=on', 'PATH=/usr/bin', 'TOKEN=']);
    expect(redact('a public thing is on in /usr/bin')).toBe('a public thing is on in /usr/bin');
  });
});
