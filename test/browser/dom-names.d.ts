// The names of the DOM that playwright-core's types mention. Its whole library would let any file use a browser's
// globals without a word from the compiler.
interface Node {
  readonly nodeName: string;
}
interface HTMLElement extends Node {
  readonly tagName: string;
}
interface SVGElement extends Node {
  readonly tagName: string;
}
interface HTMLElementTagNameMap {
  readonly a: HTMLElement;
}
