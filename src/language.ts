import type { AsyncLocalStorage } from 'node:async_hooks';

/** The languages that everything which a person reads is written in. */
export const languages = ['zh', 'en'] as const;

export type Language = (typeof languages)[number];

/** A name or sentence in every language. */
export type LocalizedText = Readonly<Record<Language, string>>;

/** A language as it is chosen: `auto` is that of the system. */
export type LanguageChoice = Language | 'auto';

/**
 * What texts are said in. `pseudo` is for those who work on this program: English between ⟦ and ⟧, so that a text which
 * was forgotten stands out.
 */
type Spoken = Language | 'pseudo';

let language: Spoken | undefined;
let scoped: AsyncLocalStorage<Spoken> | undefined;

/** The language in effect. */
export const currentLanguage = (): Language => {
  const now = spoken();
  return now === 'pseudo' ? 'en' : now;
};

/** The language in effect as a choice, to be passed to a thread. */
export const currentChoice = (): LanguageChoice => spoken() as LanguageChoice;

function spoken(): Spoken {
  language ??= systemLanguage(process.env);
  return scoped?.getStore() ?? language;
}

/**
 * A text in the language in effect. Not for constants of a module: those are made before the language is known, and stay
 * a {@link LocalizedText} until they are shown.
 */
export function say(text: LocalizedText): string {
  const now = spoken();
  return now === 'pseudo' ? `⟦${text.en}⟧` : text[now];
}

/** What is the same in every language: a name, a value, the words of another program. */
export const asIs = (text: string): LocalizedText => ({ zh: text, en: text });

/** A text in every language, made of others. @param write called for each language, with what takes a text's form in it */
export function compose(write: (the: (text: LocalizedText) => string) => string): LocalizedText {
  return { zh: write(({ zh }) => zh), en: write(({ en }) => en) };
}

/** A choice as it is typed or configured; `undefined` if it is none. */
export function readLanguage(typed: string): LanguageChoice | undefined {
  const word = typed.trim().toLowerCase();
  if (word === 'auto' || word === 'pseudo') return word as LanguageChoice;
  return languages.find((one) => word === one || word.startsWith(`${one}-`) || word.startsWith(`${one}_`));
}

/** Says everything in this language from now on. */
export function setLanguage(choice: LanguageChoice): void {
  // That of the system is not asked for before it is needed.
  language = choice === 'auto' ? undefined : (choice as Spoken);
}

/** For the options of a call of the library. */
export interface InLanguage {
  /** The language of all texts. Default: `auto`, that of the environment. */
  readonly lang?: LanguageChoice | undefined;
}

/** Runs `work`, and all that it starts, in a language: for a call of the library. Without a choice, nothing changes. */
export function inLanguage<T>(choice: LanguageChoice | undefined, work: () => T): T {
  if (choice === undefined || resolved(choice) === spoken()) return work();
  // Not before it is needed: promises cost more from then on.
  scoped ??= new (process.getBuiltinModule('node:async_hooks').AsyncLocalStorage)();
  return scoped.run(resolved(choice), work);
}

/** The same for a generator: each of its steps runs in the language. */
export async function* eachInLanguage<T, R>(
  choice: LanguageChoice | undefined,
  start: () => AsyncGenerator<T, R>,
): AsyncGenerator<T, R> {
  if (choice === undefined) return yield* start();
  const steps = inLanguage(choice, start);
  try {
    for (;;) {
      const step = await inLanguage(choice, () => steps.next());
      if (step.done === true) return step.value;
      yield step.value;
    }
  } finally {
    await inLanguage(choice, () => steps.return(undefined as R));
  }
}

/** What is no language, and will be refused, is refused in the system's. */
function resolved(choice: LanguageChoice): Spoken {
  const known = typeof choice === 'string' ? readLanguage(choice) : undefined;
  return known === undefined || known === 'auto' ? systemLanguage(process.env) : (known as Spoken);
}

/**
 * The language of the environment: the first of `LC_ALL`, `LC_MESSAGES`, `LANG` and `LANGUAGE` that is set decides, then
 * the system's own. English where that is `C`, `POSIX` or a language that we do not have.
 */
export function systemLanguage(env: NodeJS.ProcessEnv): Language {
  const set = ['LC_ALL', 'LC_MESSAGES', 'LANG', 'LANGUAGE'].map((name) => env[name] ?? '').find(Boolean);
  // Elsewhere, the system's own language is read from these variables as well; asking for it takes 12 ms.
  const asked = process.platform === 'win32' || process.platform === 'darwin';
  const locale = set ?? (asked ? Intl.DateTimeFormat().resolvedOptions().locale : '');
  return /^zh(?:[-_.@:]|$)/i.test(locale) ? 'zh' : 'en';
}
