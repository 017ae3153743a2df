import type { Server } from 'node:http';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { Failure } from '../core/runtime/failure.ts';

/** Resolves when the port is ours. `port.taken`, `setting.invalid`. */
export async function listenOn(server: Server, address: string, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: address, port, exclusive: true }, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, address, port);
  }
}

function explain(error: NodeJS.ErrnoException, address: string, port: number): Failure {
  const failure = (code: ErrorCode, message: string) =>
    new Failure(code, message, { address, port }, { cause: error });
  if (error.code === 'EADDRINUSE') {
    return failure(
      'port.taken',
      `Port ${port} of ${address} is taken, perhaps by another \`twinberth serve\`: choose one with --port, or any that is free with --port 0.`,
    );
  }
  if (error.code === 'EACCES') {
    return failure(
      'setting.invalid',
      `Port ${port} may not be listened on by this user: choose one from 1024 on with --port.`,
    );
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') {
    return failure(
      'setting.invalid',
      `${address} is no address of this machine: --listen takes one of its own, or 0.0.0.0 for every one.`,
    );
  }
  return failure('internal', `${address}, port ${port}, cannot be listened on: ${error.message}.`);
}
