import { ControllerError } from '../model/controller-error.ts';

/** Why the server could not begin to listen, and what to do. */
export function explainListening(cause: unknown, listen: string): ControllerError {
  return new ControllerError('SERVER_CANNOT_LISTEN', `The server cannot listen on ${listen}: ${reasonOf(cause)}`, {
    cause,
  });
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return 'another program has that port, perhaps another vdc run. Stop it, or choose another port in server.listen.';
    case 'EACCES':
      return 'vdc has no right to that port. Choose one from 1024 up in server.listen, or give it the right (CAP_NET_BIND_SERVICE).';
    case 'EADDRNOTAVAIL':
      return 'no network interface of this machine has that address. Correct server.listen.';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'that name leads to no address. Correct server.listen, or write the address itself.';
    default:
      return 'the cause stands below. Correct server.listen, or mend the network of this machine.';
  }
}
