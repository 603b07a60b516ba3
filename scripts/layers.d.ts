/** An import from one file of the tree to another, as paths from the root. */
export interface Import {
  readonly from: string;
  readonly to: string;
}
export function readLayers(page: string): Map<string, readonly string[]>;
export function layerOf(file: string): string;
export function importsBelow(root: string): Import[];
export function breaches(root: string, page?: string): Import[];
