import type { Contract } from '../define/contract.ts';
import type { Exchange } from '../http/exchange.ts';
import { isObject } from '../json.ts';
import { readJson, type StrictJson } from './json/strict-json.ts';
import type { ContractLevel } from './levels.ts';
import type { Problem } from './verdict.ts';

export interface ResponseReading {
  readonly exchange: Exchange;
  readonly contract: Contract;
  /** The parsed body. `null` at the level `status`, after a failure, or without 2xx: no contract describes error pages. */
  readonly body: StrictJson | null;
  /** The body's value if it is an object. */
  readonly object: Readonly<Record<string, unknown>> | null;
}

/** A named check: a pure function from a response to the problems in it. */
export type Check = (reading: ResponseReading) => readonly Problem[];

/** Reads a response once, for all checks. */
export function readResponse(exchange: Exchange, contract: Contract, level: ContractLevel): ResponseReading {
  const { status, error } = exchange;
  const judged = level !== 'status' && error === null && status !== null && status >= 200 && status < 300;
  const body = judged ? readJson(exchange.body) : null;
  return { exchange, contract, body, object: isObject(body?.value) ? body.value : null };
}
