/** The brackets around an IPv6 address belong to the URL (RFC 3986, section 3.2.2), not to what sockets take. */
export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** `127.0.0.1:3000`, `[::1]:3000`. @param host with or without brackets */
export function hostAndPort(host: string, port: number): string {
  const bare = withoutBrackets(host);
  return `${bare.includes(':') ? `[${bare}]` : bare}:${port}`;
}

/** The port of an http or https URL, also where it is the default one. */
export function portOf({ port, protocol }: URL): number {
  return Number(port || (protocol === 'https:' ? 443 : 80));
}
