import type { Basis, LocalizedText } from '../define/basis.ts';
import type { Contract } from '../define/contract.ts';
import type { Variant, When } from '../define/dimension.ts';
import type { EnumMember } from '../define/enumeration.ts';
import type { DocsPage, EventDefinition } from '../define/event.ts';
import type { DeliveryPolicy } from '../define/platform.ts';
import type { Scenario } from '../define/scenario.ts';
import { type FieldRow, fieldRows } from './fields.ts';

/** A dimension as a page shows it. */
export interface DocumentedDimension {
  readonly name: string;
  readonly title: LocalizedText;
  readonly usual: string;
  readonly when?: When;
  readonly values: readonly (EnumMember & { readonly name: string; readonly beyond: boolean })[];
}

/** Everything that is known of an event, as plain data: the documentation page as it should have been. */
export interface EventDocument {
  readonly id: string;
  readonly name: string;
  readonly platform: { readonly id: string; readonly title: LocalizedText; readonly server?: string };
  readonly title: LocalizedText;
  readonly docs: DocsPage;
  readonly basis: Basis;
  readonly note?: LocalizedText;
  readonly method: 'POST';
  readonly address: {
    readonly path?: string;
    readonly basis: Basis;
    readonly query?: { readonly parameters: Readonly<Record<string, LocalizedText>>; readonly basis: Basis };
  };
  readonly deduplicateBy?: string;
  readonly fields: readonly FieldRow[];
  readonly dimensions: readonly DocumentedDimension[];
  readonly rules: readonly (LocalizedText & { readonly basis: Basis; readonly of: readonly string[] })[];
  readonly response: Contract;
  readonly policy: DeliveryPolicy;
}

export function documentEvent(event: EventDefinition): EventDocument {
  const { id, name, platform, title, docs, basis, note, address, deduplicateBy } = event;
  const { query } = address;
  return {
    id,
    name,
    platform: {
      id: platform.id,
      title: platform.title,
      ...(platform.server !== undefined && { server: platform.server }),
    },
    title,
    docs,
    basis,
    ...(note && { note }),
    method: 'POST',
    address: {
      ...(address.path !== undefined && { path: address.path }),
      basis: address.basis,
      ...(query && { query: { parameters: query.parameters, basis: query.basis } }),
    },
    ...(deduplicateBy !== undefined && { deduplicateBy }),
    fields: fieldRows(event),
    dimensions: event.dimensions.map((dimension) => ({
      name: dimension.name,
      title: dimension.title,
      usual: dimension.usual,
      ...(dimension.when && { when: dimension.when }),
      values: [
        ...Object.entries(dimension.members).map(([member, facts]) => ({
          name: member,
          ...facts,
          beyond: false,
        })),
        ...Object.entries(dimension.beyond).map(([member, facts]) => ({
          name: member,
          ...facts,
          beyond: true,
        })),
      ],
    })),
    rules: event.rules.map(({ zh, en, basis: ruleBasis, of }) => ({ zh, en, basis: ruleBasis, of })),
    response: event.response,
    policy: platform.policy,
  };
}

/** A scenario as plain data. */
export interface ScenarioDocument {
  readonly id: string;
  readonly name: string;
  readonly platform: { readonly id: string; readonly title: LocalizedText };
  readonly title: LocalizedText;
  readonly basis: Basis;
  readonly steps: readonly {
    readonly event: string;
    readonly variant: Variant;
    readonly words: LocalizedText;
  }[];
  /** Orders of arrival that the suite tries; steps are counted from 1. */
  readonly disorders: readonly (LocalizedText & { readonly arrivals: readonly number[] })[];
}

export function documentScenario({
  id,
  name,
  platform,
  title,
  basis,
  steps,
  disorders,
}: Scenario): ScenarioDocument {
  return {
    id,
    name,
    platform: { id: platform.id, title: platform.title },
    title,
    basis,
    steps: steps.map(({ event, variant = {}, words }) => ({ event: event.id, variant, words })),
    disorders: disorders.map(({ zh, en, arrivals }) => ({
      zh,
      en,
      arrivals: arrivals.map((step) => step + 1),
    })),
  };
}
