import { type OnReadOpts, Socket } from 'node:net';

const unread = Symbol('unread');

/** A socket that {@link quickRead} was given to. */
interface QuickSocket extends Socket {
  /** What was read, and nobody has fetched yet. */
  [unread]: Buffer | null;
}

/** All sockets of a thread read into it, as much as Node.js reads at once; what they read is copied out at once. */
const shared = Buffer.allocUnsafeSlow(65_536);

/**
 * For `net.connect`: what arrives goes around the machinery of streams, which allocates 64 KiB for each read and makes
 * up half of what reading costs. The socket has to be given to {@link quicken} before anything arrives.
 */
export const quickRead: OnReadOpts = {
  buffer: shared,
  callback(this: QuickSocket, length: number): boolean {
    const chunk = Buffer.from(shared.subarray(0, length));
    const before = this[unread];
    this[unread] = before === null ? chunk : Buffer.concat([before, chunk]);
    this.emit('readable');
    return true;
  },
};

/**
 * Lets `read()` give what arrived. Whoever waits for `readable` and then reads, as undici does, sees no difference, unless
 * it puts something back, which undici does when a handler asks it to pause; ours never do.
 */
export function quicken(socket: Socket): void {
  const quick = socket as QuickSocket;
  quick[unread] = null;
  quick.read = function (this: QuickSocket, size?: number): unknown {
    // So the stream starts to read, and so its end comes.
    if (size !== undefined) return Socket.prototype.read.call(this, size);
    const chunk = this[unread];
    this[unread] = null;
    return chunk;
  };
}
