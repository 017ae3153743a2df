import { isIP } from 'node:net';
import { didYouMean } from '../runtime/near-miss.ts';
import { bad, good, shown, textOf, type Parsed } from './parsed.ts';

/** signal(7) on Linux, without `SIG`; what the engine knows. */
const SIGNALS =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'.split(
    ' ',
  );

/** `SIGTERM`, `TERM`, `15`, `SIGRTMIN+3`; names get their `SIG`. */
export function parseSignal(raw: unknown): Parsed<string> {
  const text = (textOf(raw) ?? '').toUpperCase();
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 64) return good(text);
  const name = text.replace(/^SIG/, '');
  if (SIGNALS.includes(name) || /^RTM(IN(\+\d{1,2})?|AX(-\d{1,2})?)$/.test(name)) return good(`SIG${name}`);
  return bad(
    `is not a signal: ${shown(raw)}`,
    didYouMean(
      `SIG${name}`,
      SIGNALS.map((each) => `SIG${each}`),
    ),
  );
}

/** capabilities(7), without `CAP_`. */
const CAPABILITIES =
  'ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM'.split(
    ' ',
  );

/** `NET_ADMIN`, `CAP_NET_ADMIN`, `ALL`; given without `CAP_`. */
export function parseCapability(raw: unknown): Parsed<string> {
  const name = (textOf(raw) ?? '').toUpperCase().replace(/^CAP_/, '');
  return CAPABILITIES.includes(name)
    ? good(name)
    : bad(`is not a capability: ${shown(raw)}`, didYouMean(name, CAPABILITIES));
}

/** `name:address` or `name=address`; the address may be `host-gateway`. Given with a colon, as the engine takes it. */
export function parseExtraHost(raw: unknown): Parsed<string> {
  const [, name = '', rest = ''] = /^([^:=\s]+)[:=](.+)$/.exec(typeof raw === 'string' ? raw : '') ?? [];
  const address = rest.replace(/^\[(.*)\]$/, '$1');
  if (name !== '' && (isIP(address) !== 0 || address === 'host-gateway')) return good(`${name}:${address}`);
  return bad(`is not name:address: ${shown(raw)}`, 'Write for example `db.local:192.168.1.5`.');
}

/** `os/architecture[/variant]`. */
export function parsePlatform(raw: unknown): Parsed<string> {
  if (typeof raw === 'string' && /^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9]+)?$/.test(raw)) return good(raw);
  return bad(`is not a platform: ${shown(raw)}`, 'Write for example `linux/amd64`.');
}
