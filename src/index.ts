/**
 * The library: everything that the commands do, as values and streams. Withheld on purpose: the command line, the
 * reporters, and the HTTP client, which are free to change.
 */

export { builtinCatalog } from './catalog/builtin.ts';
export { Catalog } from './catalog/catalog.ts';
export { conform, type Mismatch } from './catalog/conform.ts';
export { documentEvent, type EventDocument } from './catalog/document.ts';
export { jsonSchema } from './catalog/json-schema.ts';
export type { Contract, EventDefinition, Variant } from './define/index.ts';
export type { EventSummary } from './define/summary.ts';
export type { AttemptRecord, Delivery } from './delivery/delivery.ts';
export type { PreparedPayload } from './delivery/prepared-payload.ts';
export { CatalogError, UsageError } from './errors.ts';
export { cover } from './generate/coverage.ts';
export type { Coverage } from './generate/coverage-names.ts';
export { examplePayload } from './generate/example.ts';
export { catalogWith } from './generate/user-catalog.ts';
export { resolveVariant } from './generate/variants.ts';
export type { LanguageChoice } from './language.ts';
export { type Burst, type BurstOptions, burst } from './load/library.ts';
export type {
  BurstResult,
  DeliveryCounts,
  EventFigures,
  FindingSummary,
  Latency,
  SeriesPoint,
} from './load/result.ts';
export type { Snapshot } from './load/snapshot.ts';
export { type Receiver, type ReceiverOptions, startReceiver } from './receive/receiver.ts';
export { type App, startApp } from './receive/start-app.ts';
export { assertCase, ContractError, caseReport } from './report/suite/case-report.ts';
export type { JsonSchema } from './schema.ts';
export {
  type EventChoice,
  type GenerateOptions,
  generate,
  getEvent,
  judge,
  listEvents,
  type PayloadOf,
  type PlainResponse,
  type SendOptions,
  send,
} from './send/library.ts';
export {
  caseTimeout,
  type OpenSuiteOptions,
  openSuite,
  type PlanOptions,
  planSuite,
  type RunSuiteOptions,
  runCase,
  runSuite,
  type Suite,
} from './suite/library.ts';
export type { SuiteCase } from './suite/plan/case.ts';
export type { SuitePlan } from './suite/plan/plan.ts';
export type { SuiteEvent } from './suite/run/events.ts';
export type { CaseDelivery, CaseOutcome, CaseResult } from './suite/run/result.ts';
export type { SuiteSummary } from './suite/run/summary.ts';
export type { SuiteTarget } from './suite/run/target.ts';
export { type FindingCode, findingCodes } from './verdict/codes.ts';
export type { ContractLevel } from './verdict/levels.ts';
export type { Finding, Outcome, Verdict } from './verdict/verdict.ts';
