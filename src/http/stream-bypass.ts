import { type OnReadOpts, Socket } from 'node:net';

const unread = Symbol('unread');

interface BypassedSocket extends Socket {
  /** Bytes that arrived and have not been read yet. */
  [unread]: Buffer | null;
}

/** All sockets of a thread read into this buffer, as much as Node.js reads at once. */
const shared = Buffer.allocUnsafeSlow(65_536);

/**
 * An option of `net.connect`. What arrives goes past the stream, which would allocate 64 KiB for each read and make up
 * half of what reading costs. Call {@link bypassStream} before anything arrives.
 */
export const streamBypass: OnReadOpts = {
  buffer: shared,
  callback(this: BypassedSocket, length: number): boolean {
    const chunk = Buffer.from(shared.subarray(0, length));
    const before = this[unread];
    this[unread] = before === null ? chunk : Buffer.concat([before, chunk]);
    this.emit('readable');
    return true;
  },
};

/**
 * Makes `read()` return what arrived. Code that waits for `readable` and then reads, as undici does, sees no difference,
 * unless it puts something back. undici does that when a handler asks it to pause, which ours never do.
 */
export function bypassStream(socket: Socket): void {
  const bypassed = socket as BypassedSocket;
  bypassed[unread] = null;
  bypassed.read = function (this: BypassedSocket, size?: number): unknown {
    // How Node.js starts the stream, and how its end is noticed.
    if (size !== undefined) return Socket.prototype.read.call(this, size);
    const chunk = this[unread];
    this[unread] = null;
    return chunk;
  };
}
