import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junit, xmlText } from '../../../src/report/suite/junit.ts';
import { exchange } from '../../verdict/exchanges.ts';
import { caseDelivery, caseResult, skipped } from './cases.ts';
import { stories } from './stories.ts';
import { story } from './story.ts';
import { reportOf, unshowable } from './told.ts';

const schema = readFileSync(new URL('../../fixtures/reports/junit-10.xsd', import.meta.url), 'utf8');

const errorsIn = async (xml: string): Promise<readonly string[]> =>
  (await validateXML({ xml, schema, maxMemoryPages: 4096 })).errors.map(({ rawMessage }) => rawMessage);

describe('the report of a run is what Jenkins takes for JUnit', () => {
  test.each(Object.entries(stories))('%s', async (_, events) => {
    expect(await errorsIn(reportOf(junit, events))).toEqual([]);
  });

  test('and the schema would notice', async () => {
    const xml = reportOf(junit, stories.mixed);
    expect(await errorsIn(xml.replace('<system-out>', '<properties/><system-out>'))).not.toEqual([]);
    expect(await errorsIn(xml.replace(/ failures="\d+" errors="\d+" skipped/, ' skipped'))).not.toEqual([]);
    expect(await errorsIn(xml.replace('</testcase>', ''))).not.toEqual([]);
  });
});

test('the report is as the golden file has it', async () => {
  await expect(reportOf(junit, stories.mixed)).toMatchFileSnapshot('../../golden/reports/mixed.junit.xml');
});

describe('endings', () => {
  const xml = reportOf(junit, stories.mixed);

  test('failures, errors and skipped cases are kept apart', () => {
    expect(xml.match(/<failure /g)).toHaveLength(6);
    expect(xml.match(/<error /g)).toHaveLength(1);
    expect(xml.match(/<skipped /g)).toHaveLength(2);
    expect(xml).toContain('<testsuites name="webhook-sim" tests="49" failures="6" errors="1" time="2.410">');
    expect(xml).toContain('<testsuite name="juzi/room.left" tests="3" failures="0" errors="1" skipped="2"');
  });

  test('a case without an element passed, and only such a case', () => {
    const cases = [...xml.matchAll(/<testcase [^>]*>\n(.*)/g)].map(([, next]) => next ?? '');
    expect(cases).toHaveLength(49);
    expect(cases.filter((next) => next.startsWith('<system-out>'))).toHaveLength(40);
  });

  test('names are case ids, and lead back to them', () => {
    expect(xml).toContain(
      '<testcase classname="juzi/message.received" name="juzi/message.received › type=image chat=room" time="0.012">',
    );
    expect(xml).toContain('[[PROPERTY|variant=type=image,chat=room]]');
    expect(xml).toContain('<property name="seed" value="42"/>');
  });
});

describe('a kind of failure', () => {
  const first = 'juzi/message.received › n=1';
  const xml = reportOf(junit, stories.failing);

  test('is in full at its first case, which the other cases name', () => {
    expect(xml.match(/<failure /g)).toHaveLength(72);
    expect(xml.match(/received 200 OK/g)).toHaveLength(1);
    expect(
      xml.match(new RegExp(`>errcode\\.wrong_type: same as case ${first}\nReproduce with:\n`, 'g')),
    ).toHaveLength(45);
    expect(reportOf(junit, stories.failing, { allFailures: true }).match(/received 200 OK/g)).toHaveLength(
      46,
    );
  });

  test('is in the output of the suite that has its first case', () => {
    expect(xml).toContain(
      `<system-out>errcode.wrong_type in 46 cases of juzi/message.received: in 46 of 72 deliveries of this event (63.9%); first: ${first}\n`,
    );
  });
});

describe('text', () => {
  test('what XML forbids stands as what it was', () => {
    expect(xmlText('a\u0000b\ud800c\udc00d\ufffee\uffff')).toBe('a\\u0000b\\ud800c\\udc00d\\ufffee\\uffff');
    expect(xmlText('😀 长 é')).toBe('😀 长 é');
  });

  test('none of it is markup', () => {
    expect(xmlText('<a b="c">&]]></a>')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;]]&gt;&lt;/a&gt;');
  });

  test('every UTF-16 unit by itself makes a valid report', async () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).join(' ');
    const xml = reportOf(junit, story([caseResult(`a/b › ${units}`, [caseDelivery(exchange('[]'))])]));
    expect(await errorsIn(xml)).toEqual([]);
  });

  test('it is safe on a terminal', () => {
    expect(reportOf(junit, stories.hostile)).not.toMatch(unshowable);
  });
});

test('a receiver that was not there is an error, with what it printed', async () => {
  const results = [skipped('yuju/contact.updated › usual', 'the receiver could not be reached')];
  const gone = { stopped: 'unreachable', receiverOutput: 'FATAL: no database\n' } as const;
  const xml = reportOf(junit, story(results, gone));
  expect(xml).toMatch(/<testsuites [^>]*tests="2" failures="0" errors="1"/);
  expect(xml).toContain('<error type="unreachable" message="The receiver could not be reached."/>');
  expect(xml).toContain('<system-err>FATAL: no database');
  expect(await errorsIn(xml)).toEqual([]);
});
