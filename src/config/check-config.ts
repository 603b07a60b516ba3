import { didYouMean } from '../catalog/nearest.ts';
import { UsageError } from '../errors.ts';
import type { LocalizedText } from '../language.ts';
import { readAddresses, type WrittenAddress } from './addresses.ts';
import { type ConfigNode, describeNode, headerTexts, textOf } from './config-node.ts';
import { type PlacedText, readSwitch, type Setting, type SourceValue } from './setting.ts';

/** What a file says, by key, before `${NAME}` is replaced: only variables that are used are looked up. */
export interface Configuration {
  readonly settings: ReadonlyMap<string, SourceValue>;
  readonly addresses: readonly WrittenAddress[];
}

/** The key with which a JSON file names its schema, for editors. */
const schemaKey = '$schema';

/**
 * Checks the keys of a file and the forms of their values.
 * @param settings the settings of all commands
 * @throws UsageError with the place of the first mistake; for an unknown key, with the nearest one
 */
export function checkConfig(content: ConfigNode, settings: readonly Setting[]): Configuration {
  if (content.kind !== 'map') {
    throw new UsageError({
      zh: `${content.place}：这里应写键和值，而不是${describeNode(content).zh}`,
      en: `${content.place}: write keys and values here, not ${describeNode(content).en}`,
    });
  }
  const byKey = new Map(settings.map((setting) => [setting.key, setting]));
  const given = new Map<string, SourceValue>();
  let addresses: readonly WrittenAddress[] = [];
  for (const { key, place, value } of content.entries) {
    const setting = byKey.get(key);
    if (setting !== undefined) {
      const written = texts(value, setting);
      // An empty list counts as no value.
      if (written.length > 0) given.set(key, { from: 'config', place: value.place, texts: written });
    } else if (key === 'addresses') addresses = readAddresses(value);
    else if (key !== schemaKey) throw new UsageError(unknownKey(key, place, settings));
  }
  return { settings: given, addresses };
}

function unknownKey(key: string, place: string, settings: readonly Setting[]): LocalizedText {
  const byFlag = settings.find(({ flag }) => flag.replace(/^--/, '') === key.replace(/^--/, ''));
  const keys = [...settings.map((setting) => setting.key), 'addresses'];
  const hint = didYouMean(byFlag?.key ?? key, byFlag === undefined ? keys : [byFlag.key]);
  return {
    zh: `${place}：未知的键 '${key}'${hint}；\`webhook-sim config\` 显示所有的键`,
    en: `${place}: unknown key '${key}'${hint}; \`webhook-sim config\` shows all keys`,
  };
}

function texts(value: ConfigNode, setting: Setting): readonly PlacedText[] {
  const { key, form } = setting;
  if (form === 'map') return headerTexts(value, key);
  if (form === 'list') {
    const items = value.kind === 'list' ? value.items : [value];
    return items.map((item, i) => textOf(item, value.kind === 'list' ? `${key}[${i}]` : key));
  }
  if (form === 'value') return [textOf(value, key)];
  const word =
    value.kind === 'switch' || value.kind === 'text' || value.kind === 'number' ? value : undefined;
  if (word !== undefined && (word.text.includes('${') || readSwitch(word.text) !== undefined)) return [word];
  throw new UsageError({
    zh: `${value.place}：${key}：请写 true 或 false，而不是${describeNode(value).zh}`,
    en: `${value.place}: ${key}: write true or false, not ${describeNode(value).en}`,
  });
}
