import { type Language, runWith } from './languages.ts';
import { parsePackage } from './package-file.ts';
import type { Project } from './project.ts';

export interface ReceiverGuess {
  readonly language: Language;
  /** The command that starts it. */
  readonly start: string;
  readonly port: number;
  /** The file that the guess is based on: `package.json`. */
  readonly from: string;
}

/** Guesses from the files of a project. A framework's own file counts more than a package.json, which may only build assets. */
export function guessReceiver(project: Project): ReceiverGuess | undefined {
  for (const guess of [
    laravel,
    django,
    rails,
    guessNode,
    guessPython,
    spring,
    guessGo,
    guessPhp,
    rust,
    dotnet,
  ]) {
    const receiver = guess(project);
    if (receiver !== undefined) return receiver;
  }
  return undefined;
}

function guessNode(project: Project): ReceiverGuess | undefined {
  if (!project.has('package.json')) return undefined;
  const { scripts, main, dependencies } = parsePackage(project.read('package.json'));
  const entries = ['server', 'app', 'index', 'main', 'src/server', 'src/app', 'src/index', 'src/main'];
  const names = entries.flatMap((entry) => ['js', 'mjs', 'cjs', 'ts', 'mts'].map((end) => `${entry}.${end}`));
  const entry = [main, ...names].find((name) => name !== undefined && project.has(name));
  const script = ['start', 'start:dev', 'dev', 'serve', 'develop'].find((name) =>
    Object.hasOwn(scripts, name),
  );
  const own = script === undefined ? undefined : runWith(project, script);
  const start = own ?? (entry && /\.[cm]?js$/.test(entry) ? `node ${entry}` : undefined);
  if (start === undefined) return undefined;
  const flag = /(?:-p|--port)[ =](\d{2,5})/.exec(String(scripts[script ?? ''] ?? ''))?.[1];
  const usual = Object.keys(dependencies).some((name) => name === 'egg' || name === '@midwayjs/core')
    ? 7001
    : 3000;
  const port = flag === undefined ? portOf(project, usual, entry) : Number(flag);
  return { language: 'node', start, port, from: 'package.json' };
}

function django(project: Project): ReceiverGuess | undefined {
  if (!project.has('manage.py')) return undefined;
  const start = `${pythonRunner(project)}python manage.py runserver 8000`;
  return { language: 'python', start, port: 8000, from: 'manage.py' };
}

function guessPython(project: Project): ReceiverGuess | undefined {
  const files = project.sources().filter((name) => name.endsWith('.py'));
  const rank = (name: string): number =>
    Number(!/(?:^|\/)(?:app|main|server|wsgi|asgi|__init__)\.py$/.test(name));
  const likely = files.toSorted((a, b) => rank(a) - rank(b));
  const run = pythonRunner(project);
  for (const name of likely) {
    const text = project.read(name);
    const module = name
      .replace(/(?:\/__init__)?\.py$/, '')
      .replaceAll('/', '.')
      .replace(/^src\./, '');
    const asgi = /^(\w+)\s*(?::.*)?=\s*(?:FastAPI|Starlette|Litestar|Quart)\(/m.exec(text)?.[1];
    if (asgi !== undefined) {
      const port = portOf(project, 8000, name);
      return {
        language: 'python',
        start: `${run}uvicorn ${module}:${asgi} --port ${port}`,
        port,
        from: name,
      };
    }
    if (/=\s*Flask\(/.test(text)) {
      const port = portOf(project, 5000, name);
      return {
        language: 'python',
        start: `${run}flask --app ${module} run --port ${port}`,
        port,
        from: name,
      };
    }
  }
  const first = likely.find((name) => rank(name) === 0 && !name.endsWith('__init__.py'));
  const isProject = ['requirements.txt', 'pyproject.toml', 'Pipfile'].some(project.has);
  if (first === undefined || !isProject) return undefined;
  return {
    language: 'python',
    start: `${run}python ${first}`,
    port: portOf(project, 8000, first),
    from: first,
  };
}

function pythonRunner({ has }: Project): string {
  if (has('uv.lock')) return 'uv run ';
  return has('poetry.lock') ? 'poetry run ' : '';
}

function laravel({ has }: Project): ReceiverGuess | undefined {
  if (!has('artisan')) return undefined;
  return { language: 'php', start: 'php artisan serve --port 8000', port: 8000, from: 'artisan' };
}

function guessPhp({ has }: Project): ReceiverGuess | undefined {
  if (!has('composer.json')) return undefined;
  const root = has('public/index.php') ? ' -t public' : '';
  return { language: 'php', start: `php -S 127.0.0.1:8000${root}`, port: 8000, from: 'composer.json' };
}

function rails({ has, read }: Project): ReceiverGuess | undefined {
  if (!has('Gemfile')) return undefined;
  if (has('config/routes.rb')) {
    const rails = has('bin/rails') ? 'bin/rails' : 'bundle exec rails';
    return { language: 'ruby', start: `${rails} server -p 3000`, port: 3000, from: 'Gemfile' };
  }
  if (has('config.ru')) {
    return { language: 'ruby', start: 'bundle exec rackup -p 9292', port: 9292, from: 'config.ru' };
  }
  const app = ['app.rb', 'main.rb', 'server.rb'].find(has);
  if (app === undefined || !/sinatra/i.test(read('Gemfile'))) return undefined;
  return { language: 'ruby', start: `bundle exec ruby ${app} -p 4567`, port: 4567, from: 'Gemfile' };
}

function spring(project: Project): ReceiverGuess | undefined {
  const build = ['pom.xml', 'build.gradle', 'build.gradle.kts'].find(project.has);
  if (build === undefined) return undefined;
  const maven = build === 'pom.xml';
  const wrapper = project.has(maven ? 'mvnw' : 'gradlew');
  const tool = maven ? (wrapper ? './mvnw' : 'mvn') : wrapper ? './gradlew' : 'gradle';
  const text = project.read(build);
  const goal = /quarkus/i.test(text)
    ? maven
      ? 'quarkus:dev'
      : 'quarkusDev'
    : /spring-?boot|springframework\.boot/i.test(text)
      ? maven
        ? 'spring-boot:run'
        : 'bootRun'
      : maven
        ? 'exec:java'
        : 'run';
  return { language: 'java', start: `${tool} -q ${goal}`, port: portOf(project, 8080), from: build };
}

function guessGo(project: Project): ReceiverGuess | undefined {
  if (!project.has('go.mod')) return undefined;
  const mains = project.sources().filter((name) => /^(?:cmd\/[^/]+\/)?main\.go$/.test(name));
  const main = mains[0] ?? 'main.go';
  const folder = main === 'main.go' ? '.' : `./${main.replace('/main.go', '')}`;
  const usual = /labstack\/echo/.test(project.read('go.mod')) ? 1323 : 8080;
  return { language: 'go', start: `go run ${folder}`, port: portOf(project, usual, main), from: 'go.mod' };
}

function rust(project: Project): ReceiverGuess | undefined {
  if (!project.has('Cargo.toml') || !project.has('src/main.rs')) return undefined;
  return {
    language: 'rust',
    start: 'cargo run',
    port: portOf(project, 3000, 'src/main.rs'),
    from: 'Cargo.toml',
  };
}

function dotnet(project: Project): ReceiverGuess | undefined {
  if (!project.has('Program.cs')) return undefined;
  const start = 'dotnet run --urls http://127.0.0.1:5000';
  return { language: 'dotnet', start, port: 5000, from: 'Program.cs' };
}

/** The ways in which a program says its port, the surest first. */
const ports = [
  /\blisten\(\s*(?:\{[^}]*?\bport:\s*)?(?:[\w.]*env[\w.]*\s*(?:\|\||\?\?)\s*)?['"`]?(\d{2,5})\b/i,
  /(?:ListenAndServe|Listen|Run|Start|bind|serve)\(\s*"[\w.]*:(\d{2,5})"/,
  // actix and Ktor.
  /\.bind\(\s*\(\s*"[^"]*"\s*,\s*(\d{2,5})\s*\)/,
  /\bembeddedServer\([^)]*?\bport\s*=\s*(\d{2,5})\b/,
  /^\s*server\.port\s*[=:]\s*(?:\$\{\w+:)?(\d{2,5})\b/m,
  /^server:\s*\n(?:[ \t]+.*\n)*?[ \t]+port:\s*(?:\$\{\w+:)?(\d{2,5})\b/m,
  /\bPORT\b['"\])]*\s*(?:\|\||\?\?|,|or)\s*['"`]?(\d{2,5})\b/,
  /\bport\s*[:=]\s*['"`]?(\d{2,5})\b/i,
];

/** @param entry the file that starts the server, which is read first */
function portOf(project: Project, usual: number, entry?: string): number {
  const others = project.sources().filter((name) => name !== entry && !/\.(?:ya?ml|toml)$/.test(name));
  const settings = project.sources().filter((name) => /application[\w-]*\.ya?ml$/.test(name));
  const texts = [...(entry === undefined ? [] : [entry]), ...settings, ...others].map(project.read);
  for (const [i, text] of texts.entries()) {
    // Elsewhere, only the surest ways: a port may be that of a database.
    for (const pattern of i === 0 && entry !== undefined ? ports : ports.slice(0, 6)) {
      const port = Number(pattern.exec(text)?.[1]);
      if (port > 0 && port <= 65_535) return port;
    }
  }
  return usual;
}
