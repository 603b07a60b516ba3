/** The package's version. A test holds it equal to package.json's: reading that file would cost every start. */
export const version = '0.1.0';
