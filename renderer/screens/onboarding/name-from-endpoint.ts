/** A name to begin with: the machine in `ssh://ada@nuc-1.lan:2222`, without user, domain and port. */
export function nameFromEndpoint(endpoint: string): string {
  const machine = /^[a-z]+:\/\/(?:[^@/]*@)?([^:/]+)/.exec(endpoint)?.[1] ?? '';
  const first = /^[\d.]+$/.test(machine) ? `host-${machine.replaceAll('.', '-')}` : machine.split('.')[0];
  const tidy = (first ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return tidy === '' ? 'local' : tidy;
}
