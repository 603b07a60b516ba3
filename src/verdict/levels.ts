/** The names of the contract levels, apart from what they do: the command line shows them at every start. */
export const contractLevels = ['status', 'documented', 'strict'] as const;

/**
 * How strictly a response is read. `status`: its status alone. `documented`: what the page says must be there.
 * `strict`: nothing that the page does not say, either.
 */
export type ContractLevel = (typeof contractLevels)[number];
