import type { Attempt } from './attempt.ts';
import { Line } from './connection.ts';
import { type Route, routeHeaders } from './route.ts';

/** One connection at a time, kept open between deliveries and made anew when it is lost. */
export class Lane {
  readonly #route: Route;
  readonly #idle: (lane: Lane) => void;
  #line: Line | null = null;
  #attempt: Attempt | null = null;
  #retired: Promise<void> = Promise.resolve();

  /** @param idle called when the lane can carry the next attempt */
  constructor(route: Route, idle: (lane: Lane) => void) {
    this.#route = route;
    this.#idle = idle;
  }

  /** Never to be called from within one of undici's callbacks: see {@link Line}. */
  carry(attempt: Attempt): void {
    const { url, headers, body, method } = attempt.request;
    this.#attempt = attempt;
    this.#line ??= new Line(this.#route);
    attempt.begin((reusable) => queueMicrotask(() => this.#rest(reusable)));
    this.#line.dispatch(url.pathname + url.search, method, routeHeaders(this.#route, headers), body, attempt);
  }

  /** Ends what is under way and closes the connection. */
  async close(): Promise<void> {
    this.#attempt?.interrupt('The courier was closed.');
    this.#retire();
    await this.#retired;
  }

  #rest(reusable: boolean): void {
    this.#attempt = null;
    // A response may come before the upload is done; the receiver need not read the rest of it.
    if (!reusable || this.#line?.congested === true) this.#retire();
    else this.#line?.release();
    this.#idle(this);
  }

  #retire(): void {
    const line = this.#line;
    if (line === null) return;
    this.#line = null;
    this.#retired = Promise.all([this.#retired, line.close()]).then(() => undefined);
  }
}
