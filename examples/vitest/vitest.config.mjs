// The tests of this folder are found as anywhere; the repository's own configuration names other ones.
//
//   npx vitest run --root examples/vitest
export default {};
