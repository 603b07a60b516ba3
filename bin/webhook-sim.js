#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (process.versions.bun !== undefined) {
  // Its HTTP client and sockets are others than those whose failures are told apart here.
  console.error(
    `error: webhook-sim runs on Node.js, and this is Bun ${process.versions.bun}: leave out --bun, or start it with node`,
  );
  process.exitCode = 2;
} else if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`error: webhook-sim needs Node.js 20.19 or later, and this is ${process.versions.node}`);
  process.exitCode = 2;
} else {
  import('../dist/cli/main.js').then(
    async ({ main }) => (process.exitCode = await main(process.argv.slice(2))),
  );
}
