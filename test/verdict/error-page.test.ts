import { describe, expect, test } from 'vitest';
import { errorPageText } from '../../src/verdict/error-page.ts';
import { judge } from '../../src/verdict/judge.ts';
import { errcode, exchange } from './exchanges.ts';

const textOf = (page: string): string => errorPageText(Buffer.from(page));

/** Pages as frameworks answer them, shortened where they repeat, and what is told of each. */
const pages: Readonly<Record<string, readonly [page: string, told: string]>> = {
  'Express, HTML': [
    `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Error</title>
</head>
<body>
<pre>TypeError: Cannot read properties of undefined (reading &#39;content&#39;)<br> &nbsp; &nbsp;at handle (file:///srv/app/src/webhook.js:12:31)<br> &nbsp; &nbsp;at Layer.handle [as handle_request] (/srv/app/node_modules/express/lib/router/layer.js:95:5)<br> &nbsp; &nbsp;at next (/srv/app/node_modules/express/lib/router/route.js:149:13)<br> &nbsp; &nbsp;at process.processTicksAndRejections (node:internal/process/task_queues:95:5)</pre>
</body>
</html>`,
    "TypeError: Cannot read properties of undefined (reading 'content') (at handle (file:///srv/app/src/webhook.js:12:31))",
  ],
  'Express, no route': [
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>Cannot POST /hook</pre>\n</body>\n</html>\n',
    'Error · Cannot POST /hook',
  ],
  Fastify: [
    '{"statusCode":500,"error":"Internal Server Error","message":"x is not iterable"}',
    '{"statusCode":500,"error":"Internal Server Error","message":"x is not iterable"}',
  ],
  'a handler without a name, and the runtime': [
    '<pre>TypeError: x is null<br>    at Server.&lt;anonymous&gt; (file:///srv/app/server.mjs:9:47)<br>    at JSON.parse (&lt;anonymous&gt;)<br>    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)</pre>',
    'TypeError: x is null (at Server.<anonymous> (file:///srv/app/server.mjs:9:47))',
  ],
  'a stack as the message of JSON': [
    '{"error":"TypeError: x is null\\n    at handle (/srv/app/hook.js:3:1)\\n    at node:events:1:1"}',
    'TypeError: x is null (at handle (/srv/app/hook.js:3:1))',
  ],
  'Nest with a stack': [
    '{"statusCode":500,"name":"TypeError","message":"x is not a function","stack":"TypeError: x is not a function\\n    at HookController.create (/app/dist/hook.controller.js:20:14)\\n    at /app/node_modules/@nestjs/core/router/router-execution-context.js:38:29"}',
    'TypeError: x is not a function (at HookController.create (/app/dist/hook.controller.js:20:14))',
  ],
  'Django, debug HTML': [
    `<!DOCTYPE html>
<html lang="en">
<head>
  <meta http-equiv="content-type" content="text/html; charset=utf-8">
  <title>KeyError
          at /hook</title>
  <style>html * { padding:0; margin:0; } ${'pre { color: red; } '.repeat(400)}</style>
  <script>function toggle() { return "<b>Error</b>"; }</script>
</head>
<body>
<header id="summary">
  <h1>KeyError
       at /hook</h1>
  <pre class="exception_value">&#x27;contactName&#x27;</pre>
  <table class="meta"><tr><th scope="row">Request Method:</th><td>POST</td></tr></table>
</header>
<main id="info"><div id="traceback"><h2>Traceback</h2><ul class="traceback">
<li class="frame django"><code class="fname">/usr/lib/python3.12/site-packages/django/core/handlers/exception.py</code>, line 55, in inner</li>
<li class="frame user"><code class="fname">/srv/app/hooks/views.py</code>, line 31, in receive</li>
</ul></div></main>
</body></html>`,
    "KeyError: 'contactName' (at /srv/app/hooks/views.py, line 31, in receive)",
  ],
  'Django, plain': [
    `KeyError at /hook
'contactName'

Request Method: POST
Traceback (most recent call last):
  File "/usr/lib/python3.12/site-packages/django/core/handlers/exception.py", line 55, in inner
    response = get_response(request)
  File "/srv/app/hooks/views.py", line 31, in receive
    name = data["contactName"]

Exception Type: KeyError at /hook
Exception Value: 'contactName'`,
    `KeyError: 'contactName' (at "/srv/app/hooks/views.py", line 31, in receive)`,
  ],
  'Django, production': [
    '\n<!doctype html>\n<html lang="en">\n<head>\n  <title>Server Error (500)</title>\n</head>\n<body>\n  <h1>Server Error (500)</h1><p></p>\n</body>\n</html>\n',
    'Server Error (500)',
  ],
  'Flask, production': [
    '<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n<p>The server encountered an internal error and was unable to complete your request.</p>\n',
    '500 Internal Server Error · Internal Server Error · The server encountered an internal error and was unable to complete your request.',
  ],
  Werkzeug: [
    `<!doctype html>
<html lang=en>
  <head>
    <title>TypeError: 'NoneType' object is not subscriptable
 // Werkzeug Debugger</title>
    <script src="?__debugger__=yes&amp;cmd=resource&amp;f=debugger.js"></script>
  </head>
  <body style="background-color: #fff">
    <div class="debugger">
<h1>TypeError</h1>
<div class="detail">
  <p class="errormsg">TypeError: &#39;NoneType&#39; object is not subscriptable
</p>
</div>
<h2 class="traceback">Traceback <em>(most recent call last)</em></h2>
<div class="traceback"><ul><li><div class="frame" id="frame-1">
  <h4>File <cite class="filename">"/venv/lib/python3.12/site-packages/flask/app.py"</cite>,
      line <em class="line">1498</em>,
      in <code class="function">__call__</code></h4>
</div><li><div class="frame" id="frame-2">
  <h4>File <cite class="filename">"/srv/app/app.py"</cite>, line <em class="line">9</em>, in <code class="function">hook</code></h4>
</div></ul></div>
</body></html>`,
    `TypeError: 'NoneType' object is not subscriptable (at "/srv/app/app.py", line 9, in hook)`,
  ],
  'Rails, debug HTML': [
    `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8" /><title>Action Controller: Exception caught</title><style>body { color: #333 }</style></head>
<body>
<header role="banner"><h1>NoMethodError in HooksController#create</h1></header>
<main role="main" id="container">
<h2 class="exception-message">undefined method &#39;fetch&#39; for nil</h2>
<div class="trace"><code><a class="trace-frames">app/controllers/hooks_controller.rb:7:in &#39;create&#39;</a><br>
<a class="trace-frames">/usr/lib/ruby/gems/3.3.0/gems/actionpack-7.1/lib/abstract_controller/base.rb:224:in &#39;process_action&#39;</a></code></div>
</main></body></html>`,
    "NoMethodError: undefined method 'fetch' for nil (at app/controllers/hooks_controller.rb:7:in 'create')",
  ],
  'Rails, JSON': [
    '{"status":500,"error":"Internal Server Error","exception":"#\\u003cNoMethodError: undefined method fetch for nil\\u003e","traces":{"Application Trace":[{"exception_object_id":1,"id":0,"trace":"app/controllers/hooks_controller.rb:7:in create"}],"Framework Trace":[]}}',
    'NoMethodError: undefined method fetch for nil (at app/controllers/hooks_controller.rb:7:in create)',
  ],
  'Laravel, JSON': [
    '{"message":"Undefined array key \\"name\\"","exception":"ErrorException","file":"/var/www/app/Http/Controllers/HookController.php","line":18,"trace":[{"file":"/var/www/vendor/laravel/framework/src/Illuminate/Routing/Controller.php","line":54},{"file":"/var/www/app/Http/Kernel.php","line":3}]}',
    'ErrorException: Undefined array key "name" (at /var/www/app/Http/Controllers/HookController.php:18; at /var/www/app/Http/Kernel.php:3)',
  ],
  'Laravel, Whoops': [
    `<!DOCTYPE html><html><head><title>Whoops! There was an error.</title><style>.x{}</style></head><body>
<div class="exc-title-primary"><div>ErrorException</div></div>
<p class="exc-message"><span>Undefined array key &quot;name&quot;</span></p>
<div class="frame-file">/var/www/app/Http/Controllers/HookController.php:18</div>
<div class="frame-file">/var/www/vendor/laravel/framework/src/Routing/Route.php:20</div></body></html>`,
    'ErrorException: Undefined array key "name" (at /var/www/app/Http/Controllers/HookController.php:18)',
  ],
  'Spring, Whitelabel': [
    "<html><body><h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error, so you are seeing this as a fallback.</p><div id='created'>Fri Nov 27 09:00:00 UTC 2026</div><div>There was an unexpected error (type=Internal Server Error, status=500).</div><div>No value present</div></body></html>",
    'There was an unexpected error (type=Internal Server Error, status=500). No value present',
  ],
  'Spring, JSON': [
    '{"timestamp":"2026-11-27T09:00:00.000+00:00","status":500,"error":"Internal Server Error","trace":"java.util.NoSuchElementException: No value present\\n\\tat java.base/java.util.Optional.get(Optional.java:143)\\n\\tat com.acme.HookController.receive(HookController.java:22)\\n\\tat org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:255)\\n","message":"No value present","path":"/hook"}',
    'java.util.NoSuchElementException: No value present (at com.acme.HookController.receive(HookController.java:22))',
  ],
  'ASP.NET, plain': [
    `System.NullReferenceException: Object reference not set to an instance of an object.
   at Acme.HookController.Receive(JsonElement body) in /src/HookController.cs:line 14
   at lambda_method2(Closure, Object, Object[])
   at Microsoft.AspNetCore.Mvc.Infrastructure.ActionMethodExecutor.Execute(ObjectMethodExecutor executor)

HEADERS
=======
Host: localhost`,
    'System.NullReferenceException: Object reference not set to an instance of an object. (at Acme.HookController.Receive(JsonElement body) in /src/HookController.cs:line 14)',
  ],
  'ASP.NET, developer page': [
    `<!DOCTYPE html><html lang="en"><head><title>Internal Server Error</title></head><body>
<h1>An unhandled exception occurred while processing the request.</h1>
<div class="titleerror">NullReferenceException: Object reference not set to an instance of an object.</div>
<p class="location">Acme.HookController.Receive(JsonElement body) in HookController.cs, line 14</p></body></html>`,
    'NullReferenceException: Object reference not set to an instance of an object. (at Acme.HookController.Receive(JsonElement body) in HookController.cs, line 14)',
  ],
  'Go, panic': [
    `2026/11/27 09:00:00 http: panic serving 127.0.0.1:52100: runtime error: index out of range [0] with length 0
goroutine 18 [running]:
net/http.(*conn).serve.func1()
	/usr/local/go/src/net/http/server.go:1898 +0xbe
main.hook({0x1, 0x2}, 0x3)
	/srv/app/main.go:21 +0x1d`,
    'runtime error: index out of range [0] with length 0 (at /srv/app/main.go:21)',
  ],
  'PHP, HTML': [
    `<br />\n<b>Fatal error</b>:  Uncaught TypeError: strlen(): Argument #1 must be of type string in /var/www/index.php:12\nStack trace:\n#0 /var/www/index.php(20): handle()\n#1 {main}\n  thrown in <b>/var/www/index.php</b> on line <b>12</b><br />\n`,
    'TypeError: strlen(): Argument #1 must be of type string (at /var/www/index.php:12; at /var/www/index.php(20): handle())',
  ],
  nginx: [
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n',
    '502 Bad Gateway · nginx/1.24.0',
  ],
  'a title alone': ['<html><head><title>Out of &lt;order&gt;</title></head></html>', 'Out of <order>'],
  'plain text': ['no such contact', 'no such contact'],
  nothing: [' \n ', ''],
};

test.each(Object.entries(pages))('%s', (_, [page, told]) => {
  expect(textOf(page)).toBe(told);
});

test('the finding has the status and the useful part', () => {
  const [page] = pages['Express, HTML'] as readonly [string, string];
  const failed = exchange(page, { status: 500, statusText: 'Internal Server Error' });
  const [finding] = judge(failed, errcode, 'documented').findings;
  expect(finding?.actual).toMatch(
    /^500 Internal Server Error: TypeError: .* \(at handle \(.*webhook\.js:12:31\)\)$/,
  );
});

test('a page in place of JSON is told without its tags', () => {
  const page =
    '<!doctype html><html><head><title>Sign in</title></head><body><h1>Welcome back</h1></body></html>';
  const [finding] = judge(exchange(page), errcode, 'documented').findings.filter(
    ({ code }) => code === 'body.not_json',
  );
  expect(finding?.actual).toBe('Sign in · Welcome back');
});

describe('a page of a megabyte takes no time', () => {
  test.each([
    '<',
    '<a',
    '<!--',
    '&',
    '&#',
    '<script>',
    '<title',
    'at ',
    'A.',
    'A::',
    'a/',
    '\n',
    'Traceback\n',
    'File "',
    '{"a":',
    '<p>x',
    ' in a.php',
  ])('of %j', (unit) => {
    for (const start of ['', '<html>', '{"message":"x","stack":"', 'panic: ']) {
      const page = Buffer.from(start + unit.repeat(1_000_000 / unit.length));
      const began = performance.now();
      errorPageText(page);
      expect(performance.now() - began).toBeLessThan(1500);
    }
  });
});
