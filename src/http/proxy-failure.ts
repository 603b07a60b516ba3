/** The proxy could not be reached, or did not open a tunnel. */
export class ProxyFailure extends Error {
  override readonly name = 'ProxyFailure';
}
