import type { Contract } from '../define/contract.ts';
import type { Exchange } from '../http/exchange.ts';
import type { FindingCode } from './codes.ts';
import { readJson, type StrictJson } from './json/strict-json.ts';
import type { ContractLevel } from './levels.ts';

/** What a check sees. */
export interface ResponseReading {
  readonly exchange: Exchange;
  readonly contract: Contract;
  /**
   * The body's form. `null` when the body is not to be judged: at the level `status`, when the exchange
   * broke off, and when the status is not 2xx, where the body is an error page that no contract describes.
   */
  readonly body: StrictJson | null;
  /** The body's value where it is one object. */
  readonly object: Readonly<Record<string, unknown>> | null;
}

/** One thing a check noticed; its check's name and its severity are added by the judge. */
export interface Problem {
  readonly code: FindingCode;
  readonly path?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly message: string;
}

/** A named check: a pure function from a response to what it noticed. */
export type Check = (reading: ResponseReading) => readonly Problem[];

/** Reads a response once, for all checks. */
export function readResponse(exchange: Exchange, contract: Contract, level: ContractLevel): ResponseReading {
  const { status, error } = exchange;
  const judged = level !== 'status' && error === null && status !== null && status >= 200 && status < 300;
  const body = judged ? readJson(exchange.body) : null;
  return { exchange, contract, body, object: isObject(body?.value) ? body.value : null };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as a person would name it: `string "0"`, `array [1,2]`, `null`. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null';
  return `${typeName(value)} ${JSON.stringify(value)}`;
}

/** The JSON name of a value's type. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
