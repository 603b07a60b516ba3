import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ReceiverGuess {
  readonly language: 'node' | 'python' | 'php' | 'go';
  /** The command that starts it. */
  readonly start: string;
  readonly port: number;
  /** The path of its first POST route, if one is found. */
  readonly path?: string;
  /** The file that the guess is based on: `package.json`. */
  readonly from: string;
}

/** Guesses from the files of a folder. */
export function guessReceiver(folder: string): ReceiverGuess | undefined {
  return guessNode(folder) ?? guessPython(folder) ?? guessPhp(folder) ?? guessGo(folder);
}

function guessNode(folder: string): ReceiverGuess | undefined {
  const text = read(folder, 'package.json');
  if (text === undefined) return undefined;
  const { scripts = {}, main } = parsePackage(text);
  const entry = [
    main,
    'server.js',
    'app.js',
    'index.js',
    'src/server.js',
    'src/index.js',
    'src/index.ts',
  ].find((name) => typeof name === 'string' && existsSync(join(folder, name)));
  const script = ['start', 'dev', 'serve'].find((name) => Object.hasOwn(scripts, name));
  const start =
    script === 'start' ? 'npm start' : script === undefined ? entry && `node ${entry}` : `npm run ${script}`;
  if (start === undefined) return undefined;
  const source = entry === undefined ? '' : (read(folder, entry) ?? '');
  return { language: 'node', start, from: 'package.json', ...seen(source, 3000) };
}

function parsePackage(text: string): { scripts?: Record<string, unknown>; main?: string } {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content !== 'object' || content === null) return {};
    const { scripts, main } = content as Record<string, unknown>;
    return {
      ...(typeof scripts === 'object' && scripts !== null && { scripts: scripts as Record<string, unknown> }),
      ...(typeof main === 'string' && { main }),
    };
  } catch {
    return {};
  }
}

function guessPython(folder: string): ReceiverGuess | undefined {
  const names = list(folder).filter((name) => name.endsWith('.py'));
  // Common names first.
  names.sort((a, b) => Number(/^(app|main|server)\.py$/.test(b)) - Number(/^(app|main|server)\.py$/.test(a)));
  for (const name of names) {
    const source = read(folder, name) ?? '';
    const module = name.slice(0, -3);
    const fastapi = /^(\w+)\s*(?::.*)?=\s*FastAPI\(/m.exec(source)?.[1];
    if (fastapi !== undefined) {
      const { port, ...rest } = seen(source, 8000);
      return {
        language: 'python',
        start: `uvicorn ${module}:${fastapi} --port ${port}`,
        port,
        from: name,
        ...rest,
      };
    }
    if (/=\s*Flask\(/.test(source)) {
      const { port, ...rest } = seen(source, 5000);
      return {
        language: 'python',
        start: `flask --app ${module} run --port ${port}`,
        port,
        from: name,
        ...rest,
      };
    }
  }
  if (names.includes('manage.py')) {
    return { language: 'python', start: 'python manage.py runserver 8000', port: 8000, from: 'manage.py' };
  }
  const first = names.find((name) => /^(app|main|server)\.py$/.test(name));
  if (first === undefined || !existsSync(join(folder, 'requirements.txt'))) return undefined;
  return {
    language: 'python',
    start: `python ${first}`,
    from: first,
    ...seen(read(folder, first) ?? '', 8000),
  };
}

function guessPhp(folder: string): ReceiverGuess | undefined {
  const has = (name: string): boolean => existsSync(join(folder, name));
  if (!has('composer.json')) return undefined;
  if (has('artisan')) {
    return { language: 'php', start: 'php artisan serve --port 8000', port: 8000, from: 'artisan' };
  }
  const root = has('public/index.php') ? ' -t public' : '';
  return { language: 'php', start: `php -S 127.0.0.1:8000${root}`, port: 8000, from: 'composer.json' };
}

function guessGo(folder: string): ReceiverGuess | undefined {
  if (!existsSync(join(folder, 'go.mod'))) return undefined;
  const source = read(folder, 'main.go') ?? '';
  return { language: 'go', start: 'go run .', from: 'go.mod', ...seen(source, 8080) };
}

/** Finds a port and a route by the usual calls. */
function seen(source: string, usual: number): Pick<ReceiverGuess, 'port' | 'path'> {
  const port =
    /(?:listen\w*\(\s*(?:\{\s*port:\s*)?|\bport\s*[:=]\s*|:)(?:process\.env\.PORT\s*(?:\|\||\?\?)\s*)?["'`]?:?(\d{4,5})\b/i.exec(
      source,
    )?.[1];
  const path = /\.(?:post|route|HandleFunc)\(\s*["'`](?:POST )?(\/[^"'`\s<{:*]*)["'`]/i.exec(source)?.[1];
  const number = port === undefined ? usual : Number(port);
  return { port: number <= 65_535 ? number : usual, ...(path !== undefined && { path }) };
}

function read(folder: string, name: string): string | undefined {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
