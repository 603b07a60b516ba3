/**
 * How the frameworks of a language write a POST route. Each pattern has named groups: `path`; `object`, the variable
 * that the route is added to; `prefix`, what a block, a variable or a file puts before it; `parent`, the variable that
 * it is put below.
 */
export interface RouteSyntax {
  readonly files: RegExp;
  readonly routes: readonly RegExp[];
  /** A block whose routes have a prefix. The match ends with `{`, or with a `do` that an `end` of the same column closes. */
  readonly blocks?: readonly RegExp[];
  /** A block with its prefix behind it: the match ends with `{`, and `prefix` follows the `}`. */
  readonly blocksBefore?: { readonly open: RegExp; readonly prefix: RegExp };
  /** A variable whose routes have a prefix. */
  readonly groups?: readonly RegExp[];
  /** A variable or a file is put below a prefix: `object` is a variable, imported or not, or a call with a path in it. */
  readonly mounts?: readonly RegExp[];
  /** Before all routes of the project. */
  readonly everywhere?: RegExp;
  /** The route of a file by its path, in frameworks that route by files. */
  readonly byPath?: (path: string, text: string) => string | undefined;
}

const quoted = (name: string): string => `(?<quote>['"\`])(?<${name}>[^'"\`\\n]*)\\k<quote>`;
const js = (text: TemplateStringsArray, ...names: string[]): RegExp =>
  new RegExp(String.raw(text, ...names.map(quoted)), 'g');

const postExport = /export\s+(?:(?:async\s+)?function|const)\s+POST\b/;

const javascript: RouteSyntax = {
  files: /\.[cm]?[jt]sx?$/,
  routes: [
    js`(?<object>[\w$]*)\s*\.(?:post|all)\(\s*${'path'}`,
    js`(?<object>[\w$]+)\s*\.route\(\s*${'path'}\s*\)[\s\S]{0,300}?\.(?:post|all)\(`,
    // Fastify and hapi.
    js`(?<object>[\w$]+)\s*\.route\(\s*\{(?=[^}]*['"]POST['"])[^}]*?\b(?:url|path):\s*${'path'}`,
    // Nest, whose prefix may be all.
    /@(?:Post|All)\(\s*(?:(['"`])(?<path>[^'"`\n]*)\1)?\s*\)/g,
    // No framework.
    js`\b(?:url|pathname|path)\s*===?\s*${'path'}`,
  ],
  blocks: [
    js`@Controller\(\s*(?:\{[^}]*?path:\s*)?${'prefix'}[^)]*\)(?:(?![;{}])[\s\S]){0,300}?\bclass\s+\w+[^{]*\{`,
  ],
  blocksBefore: {
    open: /\.register\(\s*(?:async\s*)?(?:function\s*\w*\s*)?\([^)]*\)\s*(?:=>\s*)?\{/g,
    prefix: /^\s*,\s*\{[^}]*?prefix:\s*(['"`])(?<prefix>[^'"`\n]*)\1/,
  },
  groups: [
    js`(?<object>[\w$]+)\s*=\s*(?:new\s+)?[\w$.]*Router\w*\(\s*\{[^}]*?prefix:\s*${'prefix'}`,
    js`(?<object>[\w$]+)\s*=\s*new\s+\w+[^;\n]*?\.basePath\(\s*${'prefix'}`,
    js`^\s*(?<object>[\w$]+)\.prefix\(\s*${'prefix'}`,
  ],
  mounts: [
    js`(?<parent>[\w$]*)\s*\.use\(\s*${'prefix'}\s*,\s*(?:[\w$.]+(?:\([^()]*\))?\s*,\s*)*(?<object>(?:require|import)\([^)]*\)|[\w$]+)`,
    js`(?<parent>[\w$]*)\s*\.route\(\s*${'prefix'}\s*,\s*(?<object>[\w$]+)`,
    /(?<parent>[\w$]*)\s*\.register\(\s*(?<object>(?:require|import)\([^)]*\)|[\w$]+)\s*,\s*\{[^}]*?prefix:\s*(['"`])(?<prefix>[^'"`\n]*)\3/g,
  ],
  everywhere: /\.setGlobalPrefix\(\s*(['"`])(?<prefix>[^'"`\n]*)\1/,
  byPath(path, text) {
    const [, next] = /^(?:src\/)?app\/(.+)\/route\.[jt]sx?$/.exec(path) ?? [];
    const [, svelte] = /^src\/routes\/(.+)\/\+server\.[jt]s$/.exec(path) ?? [];
    const [, pages] = /^(?:src\/)?pages\/(api\/.+?)(?:\/index)?\.[jt]sx?$/.exec(path) ?? [];
    const [, area, nitro] = /^server\/(api|routes)\/(.+?)(?:\/index)?(?:\.post)?\.[jt]s$/.exec(path) ?? [];
    if (next !== undefined || svelte !== undefined) {
      if (!postExport.test(text)) return undefined;
      // A folder in brackets only groups.
      const parts = (next ?? svelte ?? '').split('/').filter((part) => !/^[(@]/.test(part));
      return `/${parts.join('/')}`;
    }
    if (pages !== undefined) return `/${pages}`;
    if (nitro === undefined || /\.(?:get|put|delete|patch)$/.test(nitro)) return undefined;
    return area === 'api' ? `/api/${nitro}` : `/${nitro}`;
  },
};

const python: RouteSyntax = {
  files: /\.py$/,
  routes: [
    js`@(?<object>[\w.]*?)\.?(?:post|api_route)\(\s*${'path'}`,
    js`@(?<object>\w+)\.route\(\s*${'path'}(?=[^)]*POST)`,
    js`\.add_post\(\s*${'path'}`,
    // Django, and Django with an expression.
    js`(?<![\w.])path\(\s*${'path'}\s*,\s*(?!include|admin)`,
    js`(?<![\w.])re_path\(\s*r?${'path'}\s*,\s*(?!include|admin)`,
    // Tornado: its handlers are classes.
    js`\(\s*r?${'path'}\s*,\s*[A-Z]\w*\s*[,)]`,
  ],
  groups: [
    /(?<object>\w+)\s*(?::[^=\n]*)?=\s*[\w.]*(?:Router|Blueprint)\([^)]*?prefix\s*=\s*(['"])(?<prefix>[^'"\n]*)\2/g,
  ],
  mounts: [
    /(?<parent>\w*)\.(?:include_router|register_blueprint|blueprint)\(\s*(?<object>[\w.]+)[^)]*?prefix\s*=\s*(['"])(?<prefix>[^'"\n]*)\3/g,
    /(?<!\w)(?:re_)?path\(\s*r?(['"])(?<prefix>[^'"\n]*)\1\s*,\s*(?<object>include\([^)]*\))/g,
  ],
};

const php: RouteSyntax = {
  files: /\.php$/,
  routes: [
    js`\bRoute::(?:post|any)\(\s*${'path'}`,
    js`\bRoute::match\(\s*\[[^\]]*['"](?:post|POST)['"][^\]]*\]\s*,\s*${'path'}`,
    js`\$(?<object>app|router|group|routes|r)->(?:post|any)\(\s*${'path'}`,
    js`#\[Route\(\s*(?:path:\s*)?${'path'}(?=[^\]]*POST)`,
  ],
  blocks: [
    js`\bprefix\(\s*${'prefix'}\s*\)[^;{]*?function\s*\([^)]*\)[^{]*\{`,
    js`\bRoute::group\(\s*\[[^\]]*['"]prefix['"]\s*=>\s*${'prefix'}[^\]]*\][^{;]*\{`,
    js`->group\(\s*${'prefix'}\s*,[^{;]*\{`,
  ],
};

const jvm: RouteSyntax = {
  files: /\.(?:java|kt)$/,
  routes: [
    /@PostMapping\b(?:\((?:[^)"]*"(?<path>[^"]*)")?)?/g,
    /@RequestMapping\((?=[^)]*\bPOST\b)(?:[^)"]*"(?<path>[^"]*)")?/g,
    /@POST\b\s*(?:@(?!Path)\w+(?:\([^)]*\))?\s*)*(?:@Path\("(?<path>[^"]*)"\))?/g,
    /\bpost\(\s*"(?<path>[^"]*)"\s*\)\s*\{/g,
    /(?<object>\w+)\.post\(\s*"(?<path>\/[^"]*)"/g,
  ],
  blocks: [
    /@(?:RequestMapping|Path)\([^)"]*"(?<prefix>[^"]*)"[^)]*\)(?:(?![;{}])[\s\S]){0,300}?\bclass\s+\w+[^{]*\{/g,
    /\broute\(\s*"(?<prefix>[^"]*)"\s*\)\s*\{/g,
  ],
};

const go: RouteSyntax = {
  files: /\.go$/,
  routes: [
    /(?<object>\w+)\.(?:POST|Post|Any|All|Handle|HandleFunc|Add)\(\s*(?:(?:"POST"|http\.MethodPost)\s*,\s*)?"(?:POST )?(?<path>(?:\/[^"]*)?)"(?!\s*,\s*http\.(?:FileServer|StripPrefix))/g,
  ],
  blocks: [/\.Route\(\s*"(?<prefix>[^"]*)"\s*,\s*func\([^)]*\)\s*\{/g],
  groups: [
    /(?<object>\w+)\s*:?=\s*(?<parent>\w+)\.(?:Group|Party)\(\s*"(?<prefix>[^"]*)"/g,
    /(?<object>\w+)\s*:?=\s*(?<parent>\w+)\.PathPrefix\(\s*"(?<prefix>[^"]*)"\s*\)\.Subrouter/g,
  ],
};

const ruby: RouteSyntax = {
  files: /\.(?:rb|exs?)$/,
  routes: [js`^[ \t]*(?:post|match)\s*\(?\s*${'path'}`, /^[ \t]*(?:post|match)\s*\(?\s*:(?<path>\w+)/gm].map(
    multiline,
  ),
  blocks: [
    /^[ \t]*namespace\s+:?['"]?(?<prefix>\w+)[^\n]*\bdo\b/gm,
    /^[ \t]*scope\s*\(?\s*(?:path:\s*)?:?['"]?(?<prefix>[\w/-]+)[^\n]*\bdo\b/gm,
  ],
};

const dotnet: RouteSyntax = {
  files: /\.cs$/,
  routes: [
    /(?<object>\w+)\.MapPost\(\s*"(?<path>[^"]*)"/g,
    /\[HttpPost(?:\(\s*"(?<path>[^"]*)"[^)]*\))?[^\]]*\]/g,
  ],
  blocks: [/\[Route\(\s*"(?<prefix>[^"]*)"\s*\)\](?:(?![;{}])[\s\S]){0,300}?\bclass\s+\w+[^{]*\{/g],
  groups: [/(?<object>\w+)\s*=\s*(?<parent>\w+)\.MapGroup\(\s*"(?<prefix>[^"]*)"/g],
};

const rust: RouteSyntax = {
  files: /\.rs$/,
  routes: [
    /\.route\(\s*"(?<path>[^"]*)"\s*,\s*(?:\w+::)*post\(/g,
    /#\[post\(\s*"(?<path>[^"]*)"/g,
    /\bresource\(\s*"(?<path>[^"]*)"\s*\)[\s\S]{0,120}?\bpost\(/g,
  ],
};

function multiline(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, 'gm');
}

export const routeSyntaxes: readonly RouteSyntax[] = [javascript, python, php, jvm, go, ruby, dotnet, rust];
