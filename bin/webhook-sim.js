#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`error: webhook-sim needs Node.js 20.19 or later, and this is ${process.versions.node}`);
  process.exitCode = 2;
} else {
  import('../dist/cli/main.js').then(
    async ({ main }) => (process.exitCode = await main(process.argv.slice(2))),
  );
}
