/**
 * The only door to undici. Its root import loads fetch, WebSocket, caches and mocks: about 60 ms more than
 * the client alone. undici has no `exports` map, so its files can be imported by path; its version is pinned
 * exactly because these paths and the legacy handler (`onConnect`, `onHeaders` …) are promised to nobody.
 */
export { default as buildConnector } from 'undici/lib/core/connect.js';
export { default as Client } from 'undici/lib/dispatcher/client.js';
