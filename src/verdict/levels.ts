/** The names of the contract levels. In a module of their own: the command line needs them at every start. */
export const contractLevels = ['status', 'documented', 'strict'] as const;

/**
 * How strictly a response is judged. `status`: by its status alone. `documented`: everything that the page documents
 * must be there. `strict`: and nothing else.
 */
export type ContractLevel = (typeof contractLevels)[number];
