declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';
  export default Client;
}

declare module 'undici/lib/core/symbols.js' {
  const symbols: {
    /** Of a socket: the parser of its responses. */
    readonly kParser: unique symbol;
  };
  export default symbols;
}
