// Without this file, vitest would use the configuration of the repository, which does not include these tests.
//
//   npx vitest run --root examples/vitest
export default {};
