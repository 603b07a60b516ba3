/** A small project of a framework, and what `init` should make of it. */
export interface Skeleton {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly start: string;
  /** `to` or `base`, with the address. */
  readonly address: Readonly<Record<string, string>>;
  /** The events that are chosen, if any. */
  readonly events?: readonly string[];
  /** The commands of the recipe before the last one. */
  readonly prepare: readonly string[];
}

const node = (dependency: string, scripts: Record<string, string>, more = {}) =>
  JSON.stringify({ scripts, dependencies: { [dependency]: '*' }, ...more });

const rooms = ['juzi/message.received', 'juzi/room.left'];

export const skeletons: readonly Skeleton[] = [
  {
    name: 'Express, with a router in another file',
    files: {
      'package.json': node('express', { start: 'node src/server.js' }),
      'package-lock.json': '{}',
      'src/server.js': `import express from 'express';
import { hooks } from './routes/hooks.js';
import users from './routes/users.js';
const app = express();
app.use(express.json());
app.use('/users', users);
app.use('/api/hooks', express.json({ limit: '1mb' }), hooks);
// app.post('/old', gone);
app.listen(process.env.PORT || 4000, () => console.log('http://localhost:9999'));
`,
      'src/routes/hooks.js': `import { Router } from 'express';
export const hooks = Router();
hooks.post('/message', (request, response) => response.json({ errcode: 0, errmsg: 'ok' }));
hooks.post("/room/left", (request, response) => response.json({}));
hooks.get('/health', (request, response) => response.send('ok'));
`,
      'src/routes/users.js': `const router = require('express').Router();
router.post('/login', async (req, res) => { await axios.post('/session', {}); res.json({}); });
module.exports = router;
`,
      'node_modules/x/index.js': "app.post('/message'); app.post('/room/left');",
      'test/app.test.js': "request(app).post('/message'); request(app).post('/room/topic');",
    },
    start: 'npm start',
    address: { base: 'http://127.0.0.1:4000/api/hooks' },
    events: rooms,
    prepare: ['npm ci'],
  },
  {
    name: 'Fastify, with a plugin and a prefix',
    files: {
      'package.json': node('fastify', { start: 'node app.mjs' }),
      'pnpm-lock.yaml': '',
      'app.mjs': `import Fastify from 'fastify';
import hooks from './plugins/hooks.mjs';
const fastify = Fastify({ logger: true });
fastify.register(hooks, { prefix: '/wecom' });
await fastify.listen({ host: '127.0.0.1', port: 8081 });
`,
      'plugins/hooks.mjs': `export default async function (fastify) {
  fastify.post('/message', async () => ({ errcode: 0, errmsg: 'ok' }));
  fastify.route({ method: 'POST', url: '/room/left', handler: async () => ({}) });
}
`,
    },
    start: 'pnpm start',
    address: { base: 'http://127.0.0.1:8081/wecom' },
    events: rooms,
    prepare: ['corepack enable', 'pnpm install --frozen-lockfile'],
  },
  {
    name: 'Koa, with a prefix of its router',
    files: {
      'package.json': node('koa', { dev: 'nodemon index.js' }),
      'yarn.lock': '# yarn lockfile v1\n',
      'index.js': `const Koa = require('koa');
const Router = require('@koa/router');
const router = new Router({ prefix: '/callback' });
router.post('/yuju', (ctx) => { ctx.body = {}; });
new Koa().use(router.routes()).listen(3100);
`,
    },
    start: 'yarn dev',
    address: { to: 'http://127.0.0.1:3100/callback/yuju' },
    events: ['yuju/*'],
    prepare: ['corepack enable', 'yarn install --frozen-lockfile'],
  },
  {
    name: 'Hono on Bun',
    files: {
      'package.json': node('hono', { dev: 'bun run --hot src/index.ts' }),
      'bun.lock': '{}',
      'src/index.ts': `import { Hono } from 'hono';
import { hooks } from './hooks';
const app = new Hono().basePath('/v1');
app.route('/juzi', hooks);
export default { port: 3333, fetch: app.fetch };
`,
      'src/hooks.ts': `import { Hono } from 'hono';
export const hooks = new Hono()
  .post('/message', (c) => c.json({ errcode: 0, errmsg: 'ok' }))
  .post('/room/topic', (c) => c.json({}));
`,
    },
    start: 'bun run dev',
    address: { base: 'http://127.0.0.1:3333/v1/juzi' },
    events: ['juzi/message.received', 'juzi/room.renamed'],
    prepare: ['bun install --frozen-lockfile'],
  },
  {
    name: 'Nest, in a workspace of npm',
    files: {
      'package.json': node('@nestjs/core', { start: 'nest start', build: 'nest build' }),
      'src/main.ts': `async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  app.setGlobalPrefix('api');
  await app.listen(process.env.PORT ?? 3000);
}
`,
      'src/hooks.controller.ts': `@Controller('webhook')
export class HooksController {
  @Get() health() { return {}; }
  @Post('message')
  @HttpCode(200)
  message(@Body() body: unknown) { return { errcode: 0, errmsg: 'ok' }; }
  @Post('friend/confirm')
  @HttpCode(200)
  friend() { return {}; }
}
`,
    },
    start: 'npm start',
    address: { base: 'http://127.0.0.1:3000/api/webhook' },
    events: ['juzi/friend.confirmed', 'juzi/message.received'],
    prepare: ['npm install'],
  },
  {
    name: 'Next.js, with routes of the app folder',
    files: {
      'package.json': node('next', { dev: 'next dev', build: 'next build', start: 'next start -p 3005' }),
      'package-lock.json': '{}',
      'app/(hooks)/api/webhook/[...event]/route.ts': 'export async function POST(request: Request) {}',
      'app/api/health/route.ts': 'export async function GET() {}',
    },
    start: 'npm start',
    address: { base: 'http://127.0.0.1:3005/api/webhook' },
    prepare: ['npm ci', 'npm run build'],
  },
  {
    name: 'Flask, with a blueprint in a package',
    files: {
      'requirements.txt': 'flask',
      'shop/__init__.py': `from flask import Flask
from .views.hooks import bp
from . import users
def create_app():
    app = Flask(__name__)
    app.register_blueprint(bp, url_prefix="/hooks")
    app.register_blueprint(users.bp, url_prefix='/users')
    return app
`,
      'shop/views/hooks.py': `bp = Blueprint("hooks", __name__)
@bp.route("/message", methods=["POST"])
def message():
    return {"errcode": 0, "errmsg": "ok"}
@bp.post("/room/left")
def left():
    return {}
`,
      'shop/users.py': 'bp = Blueprint("users", __name__)\n@bp.post("/login")\ndef login(): ...\n',
    },
    start: 'flask --app shop run --port 5000',
    address: { base: 'http://127.0.0.1:5000/hooks' },
    events: rooms,
    prepare: ['pip install -r requirements.txt'],
  },
  {
    name: 'Django, with included paths',
    files: {
      'manage.py': '',
      'requirements.txt': 'django',
      'package.json': '{"scripts":{"dev":"vite"}}',
      'site/urls.py': `urlpatterns = [
    path('admin/', admin.site.urls),
    path('wecom/', include('hooks.urls')),
]
`,
      'hooks/urls.py': `urlpatterns = [
    path('message', views.message),
    re_path(r'^room/left$', views.left),
]
`,
    },
    start: 'python manage.py runserver 8000',
    address: { base: 'http://127.0.0.1:8000/wecom' },
    events: rooms,
    prepare: ['pip install -r requirements.txt'],
  },
  {
    name: 'FastAPI, with a router',
    files: {
      'pyproject.toml': '[project]',
      'uv.lock': '',
      'app/main.py': `from fastapi import FastAPI
from app.routers import callbacks
app = FastAPI()
app.include_router(callbacks.router, prefix="/api")
`,
      'app/routers/callbacks.py': `router = APIRouter(prefix="/callbacks", tags=["x"])
@router.post("/contact")
async def contact(body: dict):
    return {}
`,
    },
    start: 'uv run uvicorn app.main:app --port 8000',
    address: { to: 'http://127.0.0.1:8000/api/callbacks/contact' },
    prepare: ['pip install uv', 'uv sync'],
  },
  {
    name: 'Laravel',
    files: {
      artisan: '',
      'composer.json': '{}',
      '.env.example': '',
      'package.json': '{"scripts":{"dev":"vite"}}',
      'routes/web.php': "<?php Route::get('/', fn () => view('welcome'));",
      'routes/api.php': `<?php
Route::prefix('juzi')->middleware('throttle')->group(function () {
    Route::post('message', [MessageController::class, 'store']);
    Route::post('/room/left', fn () => []);
});
Route::post('/login', LoginController::class);
`,
    },
    start: 'php artisan serve --port 8000',
    address: { base: 'http://127.0.0.1:8000/api/juzi' },
    events: rooms,
    prepare: ['composer install --no-interaction', 'cp .env.example .env', 'php artisan key:generate'],
  },
  {
    name: 'Spring Boot',
    files: {
      'pom.xml': '<artifactId>spring-boot-starter-web</artifactId>',
      mvnw: '',
      'src/main/resources/application.properties': 'spring.datasource.url=x:5432\nserver.port=8085\n',
      'src/main/java/shop/HookController.java': `@RestController
@RequestMapping("/wecom")
public class HookController {
  @PostMapping("/message")
  public Map<String, Object> message(@RequestBody Map<String, Object> body) { return Map.of(); }
  @RequestMapping(value = "/room/left", method = RequestMethod.POST)
  public Map<String, Object> left() { return Map.of(); }
}
`,
    },
    start: './mvnw -q spring-boot:run',
    address: { base: 'http://127.0.0.1:8085/wecom' },
    events: rooms,
    prepare: ['./mvnw -q -DskipTests package'],
  },
  {
    name: 'Go, net/http',
    files: {
      'go.mod': 'module shop',
      'main.go': `func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /hooks/message", message)
	mux.HandleFunc("/hooks/room/left", left)
	mux.Handle("/static/", http.FileServer(http.Dir("static")))
	log.Fatal(http.ListenAndServe(":9090", mux))
}
`,
    },
    start: 'go run .',
    address: { base: 'http://127.0.0.1:9090/hooks' },
    events: rooms,
    prepare: ['go build ./...'],
  },
  {
    name: 'Go, gin',
    files: {
      'go.mod': 'require github.com/gin-gonic/gin v1',
      'cmd/server/main.go': `func main() {
	r := gin.Default()
	api := r.Group("/api")
	hooks := api.Group("/hooks")
	hooks.POST("/:event", handle)
	r.Run("127.0.0.1:8088")
}
`,
    },
    start: 'go run ./cmd/server',
    address: { base: 'http://127.0.0.1:8088/api/hooks' },
    prepare: ['go build ./...'],
  },
  {
    name: 'Go, echo',
    files: {
      'go.mod': 'require github.com/labstack/echo/v4 v4',
      'main.go': `func main() {
	e := echo.New()
	e.POST("/notice", notice)
	e.Logger.Fatal(e.Start(os.Getenv("ADDR")))
}
`,
    },
    start: 'go run .',
    address: { to: 'http://127.0.0.1:1323/notice' },
    events: ['yuju/hosted.message'],
    prepare: ['go build ./...'],
  },
  {
    name: 'Rails',
    files: {
      Gemfile: "gem 'rails'",
      'bin/rails': '',
      'config/routes.rb': `Rails.application.routes.draw do
  resources :users
  namespace :api do
    scope '/hooks' do
      post 'message', to: 'hooks#message'
      post '/room/left' => 'hooks#left'
    end
    post 'login', to: 'sessions#create'
  end
end
`,
    },
    start: 'bin/rails server -p 3000',
    address: { base: 'http://127.0.0.1:3000/api/hooks' },
    events: rooms,
    prepare: ['bundle install'],
  },
  {
    name: 'ASP.NET',
    files: {
      'Program.cs': `var app = WebApplication.Create(args);
var hooks = app.MapGroup("/hooks");
hooks.MapPost("/message", () => new { errcode = 0, errmsg = "ok" });
hooks.MapPost("/room/left", () => new { });
app.Run();
`,
    },
    start: 'dotnet run --urls http://127.0.0.1:5000',
    address: { base: 'http://127.0.0.1:5000/hooks' },
    events: rooms,
    prepare: ['dotnet build'],
  },
  {
    name: 'Rust, axum',
    files: {
      'Cargo.toml': '[package]',
      'src/main.rs': `let app = Router::new().route("/callback", post(callback));
let listener = tokio::net::TcpListener::bind("127.0.0.1:3030").await.unwrap();
`,
    },
    start: 'cargo run',
    address: { to: 'http://127.0.0.1:3030/callback' },
    prepare: ['cargo build'],
  },
  {
    name: 'Rust, actix',
    files: {
      'Cargo.toml': '[package]',
      'src/main.rs': `#[post("/callback")]
async fn callback() -> &'static str { "{}" }
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(callback)).bind(("127.0.0.1", 8081))?.run().await
}
`,
    },
    start: 'cargo run',
    address: { to: 'http://127.0.0.1:8081/callback' },
    prepare: ['cargo build'],
  },
  {
    name: 'Ktor',
    files: {
      'build.gradle.kts': 'plugins { id("io.ktor.plugin") version "2.3.0" }',
      'src/main/kotlin/App.kt': `fun main() {
  embeddedServer(Netty, port = 8085) { routing { post("/callback") { call.respond(mapOf()) } } }.start(wait = true)
}
`,
    },
    start: 'gradle -q run',
    address: { to: 'http://127.0.0.1:8085/callback' },
    prepare: ['gradle -q assemble'],
  },
  {
    name: 'Tornado',
    files: {
      'requirements.txt': 'tornado==6.4',
      'app.py': `class Callback(tornado.web.RequestHandler):
    def post(self):
        self.write({"errcode": 0, "errmsg": ""})
app = tornado.web.Application([(r"/callback", Callback)])
app.listen(8888)
`,
    },
    start: 'python app.py',
    address: { to: 'http://127.0.0.1:8888/callback' },
    prepare: ['pip install -r requirements.txt'],
  },
];
