import type { ReplicaEvidence } from '../../../shared/model/deployment.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { TextOutput } from '../terminal/text-output.ts';

/** How much of a replica's last words is shown at once; `show` has all of it. */
const SHOWN_LOG_LINES = 15;
const SHOWN_HEALTH_LINES = 3;

/** What the replicas of a failed deployment left behind. `all`: every line that was kept. */
export function printEvidence(
  out: TextOutput,
  evidence: readonly ReplicaEvidence[],
  options: { readonly all?: boolean } = {},
): void {
  for (const replica of evidence) {
    out.line();
    out.line(`  ${out.paint.strong(`replica ${replica.replica}`)} ${ending(out, replica)}`);
    if (replica.edgeCheck !== undefined) out.line(`    the edge saw: ${cleanText(replica.edgeCheck)}`);
    quote(out, 'its health check', replica.healthLog, options.all === true ? undefined : SHOWN_HEALTH_LINES);
    quote(out, 'its last words', replica.logLines, options.all === true ? undefined : SHOWN_LOG_LINES);
    if (replica.logLines.length === 0) out.line(out.paint.faint('    it printed nothing'));
  }
}

function ending({ paint, symbols }: TextOutput, replica: ReplicaEvidence): string {
  const how = replica.exitCode === undefined ? replica.state : exitText(replica.exitCode);
  return replica.oomKilled
    ? `${how}, ${paint.bad(`${symbols.failed} killed because it ran out of memory`)}`
    : how;
}

/** Codes above 128 are 128 plus a signal number, by the shells' and Docker's convention. */
function exitText(code: number): string {
  const signals: Readonly<Record<number, string>> = {
    134: 'SIGABRT',
    137: 'SIGKILL',
    139: 'SIGSEGV',
    143: 'SIGTERM',
  };
  const signal = signals[code];
  return `exited with code ${code}${signal === undefined ? '' : ` (${signal})`}`;
}

function quote(out: TextOutput, title: string, lines: readonly string[], limit: number | undefined): void {
  if (lines.length === 0) return;
  const shown = limit === undefined ? lines : lines.slice(-limit);
  const more = lines.length - shown.length;
  out.line(out.paint.faint(`    ${title}${more > 0 ? ` (${more} more lines before)` : ''}`));
  for (const line of shown) out.line(`    ${out.paint.faint(out.symbols.quote)} ${cleanText(line)}`);
}
