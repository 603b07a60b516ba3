import { formatDuration, readDuration } from '../../duration.ts';
import { UsageError } from '../../errors.ts';
import type { LocalizedText } from '../../language.ts';
import { limits } from '../../limits.ts';
import { howToWriteRate, readRate, tooFast, writeRate } from '../../rate.ts';
import type { Stage } from './rate-curve.ts';

/** Reads steps and ramps, mixed or not: `100/s:30s,1000/s:10s`, `0/s..2000/s:60s`. `label` names them in UsageErrors. */
export function parseStages(label: string): (text: string) => Stage[] {
  return (text) => {
    const stages = text.split(',').map((stage) => parseStage(label, stage.trim()));
    if (stages.every(({ from, to }) => from === 0 && to === 0)) {
      throw new UsageError({
        zh: `${label} '${text}'：至少要有一段的速率大于 0`,
        en: `${label} '${text}': write a rate above 0 in at least one stage`,
      });
    }
    return stages;
  };
}

function parseStage(label: string, stage: string): Stage {
  const complain = ({ zh, en }: LocalizedText): never => {
    throw new UsageError({ zh: `${label} '${stage}'：${zh}`, en: `${label} '${stage}': ${en}` });
  };
  const complainOf = (part: string, { zh, en }: LocalizedText): never =>
    complain({ zh: `'${part}' 处${zh}`, en: `for '${part}' ${en}` });
  const [rates = '', time, ...rest] = stage.split(':');
  const ends = rates.split('..');
  if (time === undefined || rest.length > 0 || ends.length > 2) {
    return complain({
      zh: '请写速率和时长，例如 100/s:30s 或 0/s..2000/s:60s',
      en: 'write a rate and how long, such as 100/s:30s or 0/s..2000/s:60s',
    });
  }
  const [from = 0, to = from] = ends.map((text) => {
    const rate = readRate(text) ?? complainOf(text, howToWriteRate(text));
    return rate > limits.rate ? complainOf(text, tooFast()) : rate;
  });
  const length = readDuration(time);
  if (length === undefined) {
    return complainOf(time, {
      zh: '请写带单位的时长，例如 30s',
      en: 'write a duration with its unit, such as 30s',
    });
  }
  if (length < 1) return complainOf(time, { zh: '请写 1ms 或更长', en: 'write 1ms or more' });
  return { batch: 0, from, to, length };
}

/** Stages as {@link parseStages} reads them, each with its batch before it. */
export const writeStages = (stages: readonly Stage[]): string => stages.map(writeStage).join(',');

function writeStage({ batch, from, to, length }: Stage): string {
  const rate = from === to ? writeRate(from) : `${writeRate(from)}..${writeRate(to)}`;
  const time = length < Number.POSITIVE_INFINITY ? `:${formatDuration(length)}` : '';
  return `${batch > 0 ? `${batch}+` : ''}${rate}${time}`;
}
