import { allMembers, type Dimension } from '../define/dimension.ts';
import type { EnumMember } from '../define/enumeration.ts';
import type { AddressRule, EventDefinition, QueryRule } from '../define/event.ts';
import type { DeliveryPolicy, Platform } from '../define/platform.ts';
import type { Rule } from '../define/rule.ts';
import type { Disorder, Scenario, ScenarioStep } from '../define/scenario.ts';
import { type FieldRow, fieldRows } from './fields.ts';

export interface DocumentedDimension extends Pick<Dimension, 'name' | 'title' | 'usual' | 'when'> {
  readonly values: readonly (EnumMember & { readonly name: string; readonly beyond: boolean })[];
}

type EventFacts = 'id' | 'name' | 'title' | 'docs' | 'basis' | 'note' | 'deduplicateBy' | 'response';

/** Everything that is known of an event, as plain data: the documentation page as it should have been. */
export interface EventDocument extends Pick<EventDefinition, EventFacts> {
  readonly platform: Pick<Platform, 'id' | 'title' | 'server'>;
  readonly method: 'POST';
  readonly address: Pick<AddressRule, 'path' | 'basis'> & {
    readonly query?: Pick<QueryRule, 'parameters' | 'basis'>;
  };
  readonly fields: readonly FieldRow[];
  readonly dimensions: readonly DocumentedDimension[];
  readonly rules: readonly Omit<Rule, 'allows'>[];
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
      values: Object.entries(allMembers(dimension)).map(([member, facts]) => ({
        name: member,
        ...facts,
        beyond: !Object.hasOwn(dimension.members, member),
      })),
    })),
    rules: event.rules.map(({ zh, en, basis: ruleBasis, of, usual }) => ({
      zh,
      en,
      basis: ruleBasis,
      of,
      ...(usual && { usual }),
    })),
    response: event.response,
    policy: platform.policy,
  };
}

export interface ScenarioDocument extends Pick<Scenario, 'id' | 'name' | 'title' | 'basis'> {
  readonly platform: Pick<Platform, 'id' | 'title'>;
  readonly steps: readonly (Required<Pick<ScenarioStep, 'variant' | 'words'>> & { readonly event: string })[];
  /** Orders of arrival that the suite tries; steps are counted from 1. */
  readonly disorders: readonly Disorder[];
}

export function documentScenario(scenario: Scenario): ScenarioDocument {
  const { id, name, platform, title, basis, steps, disorders } = scenario;
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
