<?php
/**
 * The chat's proxy in one file, for a server with PHP 7.4 or later and its curl extension. It holds the key, and passes on what it has checked.
 *
 * 1. Change the settings below. 2. Copy this file to the site. 3. Write <chat-8080 endpoint="/chat-proxy.php" …> into the page.
 */

declare(strict_types=1);

/** The owner's settings. What is left out has the value of `Chat8080_Proxy::DEFAULTS`. */
function chat_8080_settings(): array
{
    return [
        // From the environment; where the hosting has none, write the key here: 'key' => 'sk-…'. The file is run and never shown.
        'key' => (string) getenv('_8080_API_KEY'),
        // Without CHAT_UPSTREAM requests go to https://api.8080.io.
        'upstream' => getenv('CHAT_UPSTREAM') ?: 'https://api.8080.io/v1/chat/completions',
        'origins' => ['same-origin', 'https://www.example.com'],
        'instructions' => 'You answer questions about our shop.',
        // How many servers of yours stand in front of this one and append to X-Forwarded-For. Most shared hosting: 0.
        'trustedProxies' => 0,
        // In a day: for one visitor, and for all together.
        'limits' => ['visitor' => ['requests' => 1000, 'tokens' => 500000], 'total' => ['tokens' => 50000000]],
    ];
}

/** A reason not to go on, answered in the shape of the chat-completions API. */
final class Chat8080_Refusal extends RuntimeException
{
    public int $status;
    public array $error;
    public array $headers;

    public function __construct(int $status, string $code, string $message, ?string $param = null, string $type = '', array $headers = [])
    {
        parent::__construct($code);
        $this->status = $status;
        $type = $type !== '' ? $type : ($status >= 500 ? 'server_error' : 'invalid_request_error');
        $this->error = ['message' => $message, 'type' => $type, 'param' => $param, 'code' => $code];
        $this->headers = $headers;
    }
}

/** What a body may hold: every field of the chat-completions API by name, type and range. */
final class Chat8080_Body
{
    private const MOST_INTEGER = 9007199254740991;

    /** @throws Chat8080_Refusal for the first thing that is wrong. */
    public static function check($body, array $settings): void
    {
        $number = fn(float $least, float $most) => fn($value, $path) => self::number($value, $path, $least, $most);
        $integer = fn(int $least, int $most) => fn($value, $path) => self::integer($value, $path, $least, $most);
        $string = fn(int $most) => fn($value, $path) => self::string($value, $path, 1, $most);
        self::object($body, '', [
            'model' => $string(200),
            'messages' => fn($value, $path) => self::list($value, $path, [self::class, 'message'], 1),
            'stream' => [self::class, 'boolean'],
            'stream_options' => fn($value, $path) => self::object($value, $path, ['include_usage' => [self::class, 'boolean']]),
            'temperature' => $number(0, 2),
            'top_p' => $number(0, 1),
            'max_completion_tokens' => $integer(1, self::MOST_INTEGER),
            'stop' => fn($value, $path) => is_array($value)
                ? self::list($value, $path, fn($each, $at) => self::string($each, $at, 1), 0, 4)
                : self::string($value, $path, 1),
            'n' => $integer(1, 128),
            'seed' => $integer(-self::MOST_INTEGER, self::MOST_INTEGER),
            'frequency_penalty' => $number(-2, 2),
            'presence_penalty' => $number(-2, 2),
            // A token that is never or always chosen weighs more than any instructions.
            'logit_bias' => function ($value, $path) {
                self::demand(is_object($value), $path, 'an object');
                self::refuse('invalid_value', 'Tokens are not weighed here.', $path);
            },
            'reasoning_effort' => $string(20),
            'tools' => function ($value, $path) {
                self::demand(is_array($value), $path, 'an array');
                if ($value !== []) self::refuse('invalid_value', 'Tools are not offered here.', $path);
            },
        ], ['model', 'messages']);

        if (!in_array($body->model, $settings['models'], true)) {
            throw new Chat8080_Refusal(404, 'model_not_found', 'This model is not offered here.', 'model');
        }
        if (count($body->messages) > $settings['maxMessages']) {
            self::refuse('context_length_exceeded', "There are more than {$settings['maxMessages']} messages.", 'messages');
        }
        foreach ($body->messages as $index => $message) {
            if ($settings['instructions'] !== '' && in_array($message->role, ['system', 'developer'], true)) {
                self::refuse('invalid_value', 'Instructions are set by the owner of this chat.', "messages[$index].role");
            }
            $content = $message->content ?? '';
            $text = (is_string($content) ? $content : self::json($content)) . ($message->refusal ?? '');
            if (self::length($text) > $settings['maxMessageCharacters']) {
                $problem = "The message has more than {$settings['maxMessageCharacters']} characters.";
                self::refuse('context_length_exceeded', $problem, "messages[$index].content");
            }
        }
    }

    public static function json($value): string
    {
        return json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS | JSON_THROW_ON_ERROR);
    }

    public static function message($message, string $path): void
    {
        self::demand(is_object($message), $path, 'an object');
        if (!property_exists($message, 'role')) self::missing("$path.role");
        if (!in_array($message->role, ['user', 'assistant', 'developer', 'system', 'tool'], true)) {
            self::refuse('invalid_value', "'$path.role' must be one of 'user', 'assistant', 'developer', 'system', 'tool'.", "$path.role");
        }
        if ($message->role === 'tool' || isset($message->tool_calls)) self::refuse('invalid_value', 'Tools are not offered here.', $path);
        $string = fn($value, $at) => self::string($value, $at);
        $content = fn($value, $at) => is_array($value)
            ? self::list($value, $at, fn($part, $place) => self::part($part, $place, $message->role), 1)
            : self::string($value, $at);
        $fields = ['role' => $string, 'name' => fn($value, $at) => self::string($value, $at, 1, 64), 'content' => $content];
        $isReply = $message->role === 'assistant';
        self::object($message, $path, $fields + ($isReply ? ['refusal' => $string, 'tool_calls' => $string] : []), $isReply ? [] : ['content']);
    }

    private static function part($part, string $path, string $role): void
    {
        self::demand(is_object($part), $path, 'an object');
        if (!property_exists($part, 'type')) self::missing("$path.type");
        $string = fn($value, $at) => self::string($value, $at);
        $type = $part->type;
        $inner = ['image_url' => ['url', 'detail'], 'input_audio' => ['data', 'format'], 'file' => ['filename', 'file_data']];
        if ($role === 'user' && is_string($type) && isset($inner[$type])) {
            self::object($part, $path, ['type' => $string, $type => fn($value, $at) => self::object($value, $at, array_fill_keys($inner[$type], $string))], [$type]);
            $names = ['image_url' => 'Images are', 'input_audio' => 'Audio is', 'file' => 'Files are'];
            self::refuse('invalid_value', "{$names[$type]} not supported here.", $path);
        }
        if ($type !== 'text' && !($role === 'assistant' && $type === 'refusal')) {
            self::refuse('invalid_value', "'$path.type' must be 'text'.", "$path.type");
        }
        self::object($part, $path, ['type' => $string, $type => $string], [$type]);
    }

    /** An object with these fields and no other. A field that is not required may be null. */
    private static function object($value, string $path, array $fields, array $required = []): void
    {
        self::demand(is_object($value), $path === '' ? 'body' : $path, 'an object');
        $at = fn($name) => $path === '' ? (string) $name : "$path.$name";
        foreach (get_object_vars($value) as $name => $each) {
            if (!isset($fields[$name])) {
                $named = self::start($at($name));
                self::refuse('unknown_parameter', "The field '$named' is not known.", $named);
            }
            if ($each !== null || in_array($name, $required, true)) $fields[$name]($each, $at($name));
        }
        foreach ($required as $name) if (!property_exists($value, $name)) self::missing($at($name));
    }

    private static function list($value, string $path, callable $check, int $least = 0, int $most = PHP_INT_MAX): void
    {
        self::demand(is_array($value), $path, 'an array');
        if (count($value) < $least) self::refuse('invalid_value', "'$path' must be an array that is not empty.", $path);
        if (count($value) > $most) self::refuse('invalid_value', "'$path' must be an array of at most $most.", $path);
        foreach ($value as $index => $each) $check($each, "{$path}[$index]");
    }

    private static function string($value, string $path, int $least = 0, int $most = PHP_INT_MAX): void
    {
        self::demand(is_string($value), $path, 'a string');
        if (strlen($value) < $least) self::refuse('invalid_value', "'$path' must be a string that is not empty.", $path);
        if (self::length($value) > $most) self::refuse('invalid_value', "'$path' must be a string of at most $most characters.", $path);
    }

    public static function boolean($value, string $path): void
    {
        self::demand(is_bool($value), $path, 'a boolean');
    }

    private static function number($value, string $path, float $least, float $most): void
    {
        // PHP makes INF of 1e999.
        self::demand(is_int($value) || (is_float($value) && is_finite($value)), $path, 'a number');
        if ($value < $least || $value > $most) self::refuse('invalid_value', "'$path' must be between $least and $most.", $path);
    }

    private static function integer($value, string $path, int $least, int $most): void
    {
        $isWhole = is_int($value) || (is_float($value) && floor($value) === $value);
        self::demand($isWhole && abs($value) <= self::MOST_INTEGER, $path, 'an integer');
        if ($value < $least || $value > $most) self::refuse('invalid_value', "'$path' must be between $least and $most.", $path);
    }

    private static function demand(bool $isSo, string $path, string $expected): void
    {
        if (!$isSo) self::refuse('invalid_type', "'$path' must be $expected.", $path);
    }

    private static function missing(string $path): void
    {
        self::refuse('missing_required_parameter', "The field '$path' is missing.", $path);
    }

    private static function refuse(string $code, string $message, string $param): void
    {
        throw new Chat8080_Refusal(400, $code, $message, $param);
    }

    /** Characters of UTF-8; the extension mbstring may be absent. */
    private static function length(string $text): int
    {
        return strlen($text) - (int) preg_match_all('/[\x80-\xBF]/', $text);
    }

    /** At most a hundred characters, none of them cut. */
    private static function start(string $text): string
    {
        return preg_match('/^.{0,100}/us', $text, $found) === 1 ? $found[0] : '';
    }
}

/** Counters that end a day after their first use: in APCu where it is there, else in files. */
final class Chat8080_Counters
{
    private const SECONDS = 86400;
    private string $folder;

    /** @param string $folder Not below the site's pages. Empty: a folder of this user in the system's for temporary files. */
    public function __construct(string $folder, string $site)
    {
        $user = function_exists('posix_geteuid') ? posix_geteuid() : get_current_user();
        $this->folder = $folder !== '' ? $folder : sys_get_temp_dir() . '/chat-8080-' . md5("$user $site");
    }

    /** @return array{0: int, 1: int} What is used now, and the second in which the counter ends. */
    public function add(string $name, int $amount): array
    {
        // No address of a visitor is kept in plain text.
        $name = hash('sha256', "$this->folder $name");
        return function_exists('apcu_enabled') && apcu_enabled() ? $this->addInMemory("chat-8080-$name", $amount) : $this->addInFile($name, $amount);
    }

    private function addInMemory(string $name, int $amount): array
    {
        // The counter's end is in its name, so that a refund never reaches the next one.
        $ends = (int) apcu_entry("$name-ends", fn() => time() + self::SECONDS, self::SECONDS);
        if ($ends <= time()) {
            $ends = time() + self::SECONDS;
            apcu_store("$name-ends", $ends, self::SECONDS);
        }
        apcu_add("$name-$ends", 0, self::SECONDS + 60);
        $used = apcu_inc("$name-$ends", $amount);
        if ($used === false) throw new RuntimeException('APCu counts nothing.');
        return [max(0, $used), $ends];
    }

    private function addInFile(string $name, int $amount): array
    {
        if (!is_dir($this->folder) && !@mkdir($this->folder, 0700, true) && !is_dir($this->folder)) throw new RuntimeException('No folder for counters.');
        if (random_int(1, 200) === 1) $this->sweep();
        $file = @fopen("$this->folder/$name", 'c+');
        if ($file === false || !flock($file, LOCK_EX)) throw new RuntimeException('A counter cannot be written.');
        [$used, $ends] = array_map('intval', explode(' ', stream_get_contents($file) . ' 0 0'));
        if ($ends <= time()) [$used, $ends] = [0, time() + self::SECONDS];
        $used = max(0, $used + $amount);
        rewind($file);
        // Never shorter than before: the numbers are padded.
        if (fwrite($file, sprintf('%020d %020d', $used, $ends)) !== 41) throw new RuntimeException('A counter cannot be written.');
        fclose($file);
        return [$used, $ends];
    }

    private function sweep(): void
    {
        foreach (glob("$this->folder/*") ?: [] as $path) if (@filemtime($path) < time() - 2 * self::SECONDS) @unlink($path);
    }
}

/** One request and its answer. */
final class Chat8080_Proxy
{
    public const DEFAULTS = [
        'key' => '',
        'upstream' => 'https://api.8080.io/v1/chat/completions',
        'origins' => ['same-origin'],
        'models' => ['8080/taalas/llama3.1-8b-instruct'],
        'instructions' => '',
        'maxBodyBytes' => 256000,
        'maxMessages' => 200,
        'maxMessageCharacters' => 50000,
        'maxCompletionTokens' => 4096,
        'maxChoices' => 1,
        'limits' => [],
        'counters' => '',
        'trustedProxies' => 0,
        // Who asks, as the key of the limits; empty: the address.
        'visitor' => '',
        // True refuses the request: a site that knows its users sets it for those who may not ask.
        'signedOut' => false,
        // Seconds: until the upstream's headers, without a byte in the middle of a reply, for a whole reply.
        'timeouts' => ['headers' => 30, 'idle' => 60, 'reply' => 600],
    ];
    private const LONG_PIECE = 8;
    private const MOST_ERROR_BYTES = 64000;
    private const MOST_USAGE_BYTES = 4000000;

    private array $settings;
    private string $key = '';
    private Chat8080_Counters $counters;
    private string $visitor = '';
    /** What was reserved of tokens: the counters, the most, and the prompt's part. */
    private array $reserved = [];

    private int $status = 0;
    private array $headers = [];
    private string $errorText = '';
    private string $held = '';
    private string $usageText = '';
    private string $tail = '';
    private int $bytesOut = 0;
    private bool $isEvents = false;
    private bool $hasStarted = false;
    private bool $hasLeft = false;
    private string $ending = '';
    private float $lastByte = 0;
    private float $lastSign = 0;

    public function __construct(array $settings)
    {
        $this->settings = array_merge(self::DEFAULTS, $settings);
        $this->counters = new Chat8080_Counters($this->settings['counters'], __FILE__);
    }

    /** Answers the request that PHP was started for. */
    public function answer(): void
    {
        // Nothing may stand between two pieces of a stream, and an error of PHP must not be shown.
        @ini_set('display_errors', '0');
        @ini_set('zlib.output_compression', '0');
        if (function_exists('apache_setenv')) @apache_setenv('no-gzip', '1');
        while (ob_get_level() > 0 && @ob_end_clean());
        ignore_user_abort(true);
        if (function_exists('set_time_limit')) @set_time_limit(0);
        header_remove('X-Powered-By');
        header('X-Content-Type-Options: nosniff');
        try {
            if ($this->method() === 'OPTIONS') $this->preflight();
            else $this->reply();
        } catch (Chat8080_Refusal $refusal) {
            $this->refuse($refusal);
        } catch (Throwable $error) {
            $this->refuse(new Chat8080_Refusal(500, 'proxy_failed', 'This chat has a problem.'));
        }
    }

    private function refuse(Chat8080_Refusal $refusal): void
    {
        if ($this->hasStarted) return;
        // Apache knows no name for a status such as 529, and would say 500.
        if ($refusal->status > 511) header("HTTP/1.1 $refusal->status Error", true, $refusal->status);
        else http_response_code($refusal->status);
        header('Content-Type: application/json; charset=utf-8');
        header('Cache-Control: no-store');
        foreach ($refusal->headers as $name => $value) header("$name: $value");
        echo Chat8080_Body::json(['error' => $refusal->error]);
    }

    private function reply(): void
    {
        $isAllowed = $this->allowOrigin();
        if (preg_match('/^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/iD', $_SERVER['HTTP_HOST'] ?? 'localhost') !== 1) {
            throw new Chat8080_Refusal(400, 'invalid_host', 'The Host header is not a host.');
        }
        if ($this->method() !== 'POST') {
            throw new Chat8080_Refusal(405, 'method_not_allowed', 'Only POST is answered here.', null, '', ['Allow' => 'POST, OPTIONS']);
        }
        if (!$isAllowed) throw new Chat8080_Refusal(403, 'origin_not_allowed', 'This page may not use this chat.');
        if (preg_match('~^application/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$~iD', $_SERVER['CONTENT_TYPE'] ?? '') !== 1) {
            throw new Chat8080_Refusal(415, 'unsupported_media_type', 'The body must be application/json.');
        }
        if (!in_array(strtolower($_SERVER['HTTP_CONTENT_ENCODING'] ?? ''), ['', 'identity'], true)) {
            throw new Chat8080_Refusal(415, 'unsupported_media_type', 'The body must not be compressed.');
        }
        if ($this->settings['signedOut']) throw new Chat8080_Refusal(401, 'unauthorized', 'Please sign in to use this chat.');
        $this->visitor = $this->settings['visitor'] !== '' ? $this->settings['visitor'] : $this->address();
        $this->reserve('requests', 1);
        $body = $this->body();
        Chat8080_Body::check($body, $this->settings);
        $body = $this->instructed($body);
        $this->key = trim($this->settings['key']);
        if ($this->key === '') throw new Chat8080_Refusal(500, 'proxy_without_key', 'This chat is not set up yet: its proxy has no key.');
        // Any other character may come back escaped in JSON, in more ways than can be looked for.
        if (preg_match('~^[\w.\~+/=-]+$~D', $this->key) !== 1) {
            throw new Chat8080_Refusal(500, 'proxy_with_invalid_key', 'This chat is not set up yet: its proxy has a key with characters that no key has.');
        }
        $prompt = strlen(Chat8080_Body::json($body->messages));
        $most = $prompt + $body->max_completion_tokens * ($body->n ?? 1);
        $this->reserved = ['counters' => $this->reserve('tokens', $most), 'most' => $most, 'prompt' => $prompt];
        $this->ask(Chat8080_Body::json($body));
    }

    private function method(): string
    {
        return $_SERVER['REQUEST_METHOD'] ?? '';
    }

    /** Says by CORS whether this page may read the answer. @return bool Whether it may ask. */
    private function allowOrigin(): bool
    {
        header('Vary: Origin');
        $origin = $_SERVER['HTTP_ORIGIN'] ?? '';
        $origins = $this->settings['origins'];
        if ($origin === '') return in_array('missing', $origins, true);
        if (in_array('same-origin', $origins, true) && $this->isSameOrigin($origin)) return true;
        $isNamed = !in_array($origin, ['same-origin', 'missing', '*'], true) && in_array($origin, $origins, true);
        // A sandboxed frame anywhere on the web sends `null`, so the asterisk does not mean it.
        if (!$isNamed && ($origin === 'null' || !in_array('*', $origins, true))) return false;
        header('Access-Control-Allow-Origin: ' . ($isNamed ? $origin : '*'));
        header('Access-Control-Expose-Headers: Retry-After, Retry-After-Ms, X-Request-Id');
        return true;
    }

    /** Behind a server that ends TLS the page says `https:` and PHP may not know; the other way round is somebody else. */
    private function isSameOrigin(string $origin): bool
    {
        if (preg_match('~^(https?)://([a-z\d.-]+|\[[a-f\d:.]+\])(:\d+)?$~D', $origin, $page) !== 1) return false;
        $isSecure = !in_array(strtolower($_SERVER['HTTPS'] ?? ''), ['', 'off'], true);
        if ($isSecure && $page[1] === 'http') return false;
        $port = $page[1] === 'https' ? ':443' : ':80';
        $withPort = fn(string $host, string $otherwise) => preg_match('/:\d+$/', $host) === 1 ? $host : $host . $otherwise;
        $host = strtolower($_SERVER['HTTP_HOST'] ?? '');
        // Debian's nginx leaves the port out of the host that it hands to PHP; the server's own is known otherwise.
        $names = [$withPort($host, $port), $withPort($host, ':' . ($_SERVER['SERVER_PORT'] ?? ''))];
        return in_array($withPort($page[2] . ($page[3] ?? ''), $port), $names, true);
    }

    private function preflight(): void
    {
        $isAllowed = $this->allowOrigin();
        header('Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers');
        http_response_code(204);
        header_remove('Content-Type');
        if (!isset($_SERVER['HTTP_ACCESS_CONTROL_REQUEST_METHOD'])) {
            header('Allow: POST, OPTIONS');
            return;
        }
        if (!$isAllowed) {
            http_response_code(403);
            return;
        }
        header('Access-Control-Allow-Methods: POST');
        header('Access-Control-Allow-Headers: content-type');
        header('Access-Control-Max-Age: 600');
    }

    /** The visitor's address, which the visitor cannot choose: IPv4, or the first 64 bits of IPv6, which one household has to itself. */
    private function address(): string
    {
        $trusted = $this->settings['trustedProxies'];
        $forwarded = array_map('trim', explode(',', $_SERVER['HTTP_X_FORWARDED_FOR'] ?? ''));
        $seen = $trusted > 0 ? $forwarded[count($forwarded) - $trusted] ?? '' : '';
        foreach ([$seen, $_SERVER['REMOTE_ADDR'] ?? ''] as $address) {
            $bare = preg_replace(['/^([\d.]+):\d+$/D', '/^\[(.*)\](:\d+)?$/D'], '$1', $address);
            $bytes = @inet_pton($bare);
            if ($bytes === false) continue;
            if (strlen($bytes) === 16 && strncmp($bytes, str_repeat("\0", 10) . "\xff\xff", 12) === 0) $bytes = substr($bytes, 12);
            return bin2hex(strlen($bytes) === 16 ? substr($bytes, 0, 8) : $bytes);
        }
        throw new Chat8080_Refusal(500, 'proxy_without_address', 'This chat is not set up yet: its proxy cannot tell visitors apart.');
    }

    /** Counts beforehand, so that two requests at the same moment never both have the last one. @return array The counters. */
    private function reserve(string $kind, int $amount): array
    {
        $counted = [];
        try {
            foreach (['visitor' => "visitor $this->visitor", 'total' => 'total'] as $whose => $name) {
                $most = $this->settings['limits'][$whose][$kind] ?? null;
                if ($most === null) continue;
                [$used, $ends] = $this->counters->add("$kind $name", $amount);
                $counted["$kind $name"] = $ends;
                if ($used <= $most) continue;
                $this->giveBack($counted, $amount);
                $message = 'You have used this chat a lot. Please try again later.';
                throw new Chat8080_Refusal(429, 'rate_limit_exceeded', $message, null, 'requests', ['Retry-After' => (string) max(1, $ends - time())]);
            }
        } catch (Chat8080_Refusal $refusal) {
            throw $refusal;
        } catch (Throwable $error) {
            // A store that is away opens no door.
            throw new Chat8080_Refusal(503, 'limits_unavailable', 'This chat is not available right now.');
        }
        return $counted;
    }

    /** A counter that has ended since owes nothing. */
    private function giveBack(array $counters, int $amount): void
    {
        foreach ($counters as $name => $ends) if ($amount !== 0 && $ends > time()) $this->counters->add($name, -$amount);
    }

    private function body()
    {
        $most = $this->settings['maxBodyBytes'];
        $text = (int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > $most ? false : file_get_contents('php://input', false, null, 0, $most + 1);
        if ($text === false || strlen($text) > $most) throw new Chat8080_Refusal(413, 'request_too_large', 'The request is too large.');
        if (strncmp($text, "\xEF\xBB\xBF", 3) === 0) $text = substr($text, 3);
        $body = json_decode($text, false);
        if (json_last_error() !== JSON_ERROR_NONE) throw new Chat8080_Refusal(400, 'invalid_json', 'The body is not JSON.');
        return $body;
    }

    /** The body as it goes upstream: with the owner's instructions and caps. */
    private function instructed(object $body): object
    {
        $settings = $this->settings;
        if ($settings['instructions'] !== '') array_unshift($body->messages, ['role' => 'developer', 'content' => $settings['instructions']]);
        $body->max_completion_tokens = (int) min($body->max_completion_tokens ?? INF, $settings['maxCompletionTokens']);
        if (isset($body->n)) $body->n = (int) min($body->n, $settings['maxChoices']);
        $countsTokens = isset($settings['limits']['visitor']['tokens']) || isset($settings['limits']['total']['tokens']);
        if ($countsTokens && ($body->stream ?? false) === true) $body->stream_options = ['include_usage' => true];
        return $body;
    }

    private function ask(string $json): void
    {
        $curl = curl_init($this->settings['upstream']);
        $started = $this->lastByte = $this->lastSign = microtime(true);
        $timeouts = $this->settings['timeouts'];
        curl_setopt_array($curl, [
            CURLOPT_POST => true,
            CURLOPT_POSTFIELDS => $json,
            // A fixed set: nothing of the visitor's headers goes upstream. `identity`, because a compressed stream comes in lumps.
            CURLOPT_HTTPHEADER => [
                'Content-Type: application/json',
                'Accept: text/event-stream, application/json',
                'Accept-Encoding: identity',
                "Authorization: Bearer $this->key",
                'Expect:',
            ],
            // A redirect would carry the key to a host that nobody configured.
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
            CURLOPT_TIMEOUT => $timeouts['reply'],
            CURLOPT_NOSIGNAL => true,
            CURLOPT_NOPROGRESS => false,
            CURLOPT_HEADERFUNCTION => fn($handle, string $line) => $this->readHeader($line),
            CURLOPT_WRITEFUNCTION => fn($handle, string $bytes) => $this->pass($bytes),
            // Asked about once a second, and more often while something comes.
            CURLOPT_PROGRESSFUNCTION => function () use ($started, $timeouts): int {
                $now = microtime(true);
                if ($this->status === 0 && $now - $started > $timeouts['headers']) $this->ending = 'upstream_timeout';
                if ($this->status !== 0 && $now - $this->lastByte > $timeouts['idle']) $this->ending = 'upstream_stalled';
                if ($this->hasStarted && $now - $this->lastSign > 5) $this->showLife();
                return $this->ending === '' && !$this->hasLeft ? 0 : 1;
            },
        ]);
        curl_exec($curl);
        $failure = curl_errno($curl);
        if ($this->ending === '' && $failure === CURLE_OPERATION_TIMEDOUT) $this->ending = 'upstream_timeout';
        if ($this->hasStarted) $this->finish($failure !== 0);
        else $this->fail($failure !== 0);
    }

    private function readHeader(string $line): int
    {
        if (preg_match('~^HTTP/\S+ (\d+)~', $line, $found) === 1) {
            // An informational answer (1xx) precedes the real one.
            $this->status = (int) $found[1] >= 200 ? (int) $found[1] : 0;
            $this->headers = [];
        } elseif (strpos($line, ':') !== false) {
            [$name, $value] = explode(':', $line, 2);
            $this->headers[strtolower(trim($name))] = trim($value);
        }
        return strlen($line);
    }

    /** The type of an answer that may pass, or an empty text. */
    private function answerType(): string
    {
        $type = strtolower(trim(explode(';', $this->headers['content-type'] ?? '')[0]));
        // What is packed cannot be searched for the key.
        $isPlain = in_array(strtolower($this->headers['content-encoding'] ?? ''), ['', 'identity'], true);
        $isReply = $this->status >= 200 && $this->status < 300 && in_array($type, ['text/event-stream', 'application/json'], true);
        return $isPlain && $isReply ? $type : '';
    }

    /** @return int Fewer bytes than came end the request upstream. */
    private function pass(string $bytes): int
    {
        $this->lastByte = microtime(true);
        if ($this->answerType() === '') {
            // Read for its code only.
            $this->errorText .= substr($bytes, 0, self::MOST_ERROR_BYTES - strlen($this->errorText));
            return strlen($this->errorText) < self::MOST_ERROR_BYTES ? strlen($bytes) : 0;
        }
        if (!$this->hasStarted) $this->start();
        $this->send($this->redacted($bytes, false));
        return $this->hasLeft ? 0 : strlen($bytes);
    }

    private function start(): void
    {
        $this->hasStarted = true;
        $type = $this->answerType();
        $this->isEvents = $type === 'text/event-stream';
        http_response_code($this->status);
        header("Content-Type: $type; charset=utf-8");
        header('Cache-Control: no-store, no-transform');
        header('X-Accel-Buffering: no');
        foreach ($this->passedHeaders() as $name => $value) header("$name: $value");
    }

    private function send(string $bytes): void
    {
        if ($bytes === '') return;
        echo $bytes;
        flush();
        $this->lastSign = microtime(true);
        $this->bytesOut += strlen($bytes);
        $this->tail = substr($this->tail . $bytes, -4);
        $this->readUsage($bytes);
        // PHP learns that the visitor is gone when it writes, not before.
        if (connection_aborted() !== 0) $this->hasLeft = true;
    }

    /** A comment between two events of a silent upstream: writing it shows whether the visitor is still there. */
    private function showLife(): void
    {
        $this->lastSign = microtime(true);
        if (!$this->isEvents || preg_match('/(\n\n|\r\n\r\n)$/D', $this->tail) !== 1 || $this->held !== '') return;
        echo ":\n\n";
        flush();
        if (connection_aborted() !== 0) $this->hasLeft = true;
    }

    /** The key becomes asterisks wherever it is repeated, also when it is cut across pieces or its slashes are escaped. */
    private function redacted(string $bytes, bool $isLast): string
    {
        $text = $this->held . $bytes;
        $this->held = '';
        foreach (array_unique([$this->key, str_replace('/', '\\/', $this->key)]) as $secret) {
            $text = str_replace($secret, str_repeat('*', strlen($secret)), $text);
            for ($length = min(strlen($secret) - 1, strlen($text)); $length > strlen($this->held); $length--) {
                if (substr($text, -$length) === substr($secret, 0, $length)) $this->held = substr($text, -$length);
            }
        }
        if ($this->held === '') return $text;
        $before = substr($text, 0, -strlen($this->held));
        if (!$isLast) return $before;
        return $before . (strlen($this->held) < self::LONG_PIECE ? $this->held : str_repeat('*', strlen($this->held)));
    }

    /** The end of a reply that has begun. */
    private function finish(bool $isCut): void
    {
        if (!$this->hasLeft) $this->send($this->redacted('', true));
        // PHP cannot break a connection off, so a cut stream ends with an error that the chat reads.
        if ($isCut && $this->isEvents && !$this->hasLeft) {
            $problem = [
                'upstream_stalled' => 'The service stopped in the middle of the reply.',
                'upstream_timeout' => 'The service took too long.',
            ];
            $code = isset($problem[$this->ending]) ? $this->ending : 'upstream_interrupted';
            $error = ['message' => $problem[$code] ?? 'The service broke the reply off.', 'type' => 'server_error', 'param' => null, 'code' => $code];
            echo "\n\ndata: " . Chat8080_Body::json(['error' => $error]) . "\n\n";
            flush();
        }
        $this->settle($this->usage());
    }

    /** An answer that is no reply. @throws Chat8080_Refusal */
    private function fail(bool $hasFailed): void
    {
        if ($this->status === 0) {
            $isLate = $this->ending === 'upstream_timeout';
            // What took too long may have cost something.
            $this->settle($isLate ? null : 0);
            throw $isLate
                ? new Chat8080_Refusal(504, 'upstream_timeout', 'The service took too long.')
                : new Chat8080_Refusal(502, 'upstream_unreachable', 'The service cannot be reached.');
        }
        $headers = $this->passedHeaders();
        $isSuccess = $this->status < 300;
        $this->settle($isSuccess ? null : 0);
        if ($isSuccess) {
            $message = 'The service did not answer in a way that this chat understands.';
            throw new Chat8080_Refusal(502, 'upstream_invalid_response', $message, null, '', $headers);
        }
        if ($this->status < 400) {
            throw new Chat8080_Refusal(502, 'upstream_redirect', 'The service answered with a redirect.', null, '', $headers);
        }
        throw $this->upstreamError($this->status > 599 ? 502 : $this->status, $headers);
    }

    /** An upstream's error: its status, and of its body only what is a plain identifier. Its message may quote a key or a page of HTML. */
    private function upstreamError(int $status, array $headers): Chat8080_Refusal
    {
        // The words of the services for a conversation that is too long, each with a status of its own.
        $tooLong = '/"context_length_exceeded"|maximum (context|prompt|model) length|ContextWindowExceededError|tokens when (the )?context (the )?overflows'
            . '|tokens to keep from the initial prompt is greater|input token count( \(\d+\))? exceeds the maximum|"code":\s*"?3051\b|prompt is too long'
            . '|input length and `max_tokens` exceed context limit|exceeds the available context size|context size has been exceeded|tokens \+ `max_new_tokens` must be/i';
        $messages = [
            'context_length_exceeded' => 'The conversation is too long for this model.',
            'insufficient_quota' => 'The quota of this service is used up.',
            'content_filter' => 'The service will not answer this.',
        ];
        if (preg_match($tooLong, $this->errorText) === 1) {
            return new Chat8080_Refusal(400, 'context_length_exceeded', $messages['context_length_exceeded'], null, '', $headers);
        }
        $found = json_decode($this->errorText, true);
        $found = is_array($found) && is_array($found['error'] ?? null) ? $found['error'] : [];
        $fit = fn(string $name, string $pattern) => is_string($found[$name] ?? null) && preg_match($pattern, $found[$name]) === 1 && !$this->reveals($found[$name])
            ? $found[$name] : null;
        $identifier = '/^[a-z][a-z_]{0,63}$/D';
        $isModerated = is_array($found['metadata'] ?? null) && array_key_exists('flagged_input', $found['metadata']);
        $code = $isModerated ? 'content_filter' : $fit('code', $identifier) ?? "upstream_$status";
        // The key is the owner's: a visitor who is told to sign in would look for a door that is not there.
        if (in_array($status, [401, 403], true) && !isset($messages[$code])) {
            return new Chat8080_Refusal(502, 'upstream_denied', 'The service does not let this chat in.', null, '', $headers);
        }
        $byStatus = [
            404 => 'The service does not know this model.',
            408 => 'The service took too long.',
            413 => 'The request is too large for the service.',
            429 => 'Too many requests. Please try again later.',
        ];
        $otherwise = $status >= 500 ? 'The service has a problem. Please try again later.' : 'The service did not accept the request.';
        $message = $messages[$code] ?? $byStatus[$status] ?? $otherwise;
        return new Chat8080_Refusal($status, $code, $message, $fit('param', '/^[\w.[\]-]{1,100}$/D'), $fit('type', $identifier) ?? '', $headers);
    }

    /** Of the upstream's headers only what a client needs to wait and to ask for help. */
    private function passedHeaders(): array
    {
        $patterns = [
            'Retry-After' => '/^(\d{1,10}|[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT)$/D',
            'Retry-After-Ms' => '/^\d{1,10}$/D',
            'X-Request-Id' => '/^[\w-]{1,100}$/D',
        ];
        $passed = [];
        foreach ($patterns as $name => $pattern) {
            $value = $this->headers[strtolower($name)] ?? '';
            if (preg_match($pattern, $value) === 1 && !$this->reveals($value)) $passed[$name] = $value;
        }
        return $passed;
    }

    /** Whether the key, or a long piece of it, is in the text, in capitals or not. */
    private function reveals(string $text): bool
    {
        $length = min(self::LONG_PIECE, strlen($this->key));
        for ($start = 0; $start + $length <= strlen($this->key); $start++) {
            if (stripos($text, substr($this->key, $start, $length)) !== false) return true;
        }
        return false;
    }

    private function readUsage(string $bytes): void
    {
        if (($this->reserved['counters'] ?? []) === []) return;
        $this->usageText .= $bytes;
        // Of a stream the last lines are enough: the usage comes at its end.
        if ($this->isEvents) $this->usageText = substr($this->usageText, -self::MOST_ERROR_BYTES);
        elseif (strlen($this->usageText) > self::MOST_USAGE_BYTES) $this->usageText = '';
    }

    /** The tokens that the service counted, or null where it did not say. */
    private function usage(): ?int
    {
        $lines = $this->isEvents ? preg_split('/\r?\n/', str_replace('data:', '', $this->usageText)) : [$this->usageText];
        foreach (array_reverse($lines) as $line) {
            if (strpos($line, '"usage"') === false) continue;
            $total = json_decode($line, true)['usage']['total_tokens'] ?? null;
            if (is_int($total) && $total >= 0) return $total;
        }
        return null;
    }

    /** Gives back what was reserved and not used. @param int|null $used Null: estimated. */
    private function settle(?int $used): void
    {
        $most = $this->reserved['most'];
        // A token for four bytes of a stream; of everything else the most that it can have been.
        $used = $used ?? ($this->isEvents && $this->bytesOut > 0 ? min($most, $this->reserved['prompt'] + intdiv($this->bytesOut + 3, 4)) : $most);
        try {
            $this->giveBack($this->reserved['counters'], $most - $used);
        } catch (Throwable $error) {
            // The reply is out; what was not given back is charged.
        }
    }
}

// The plugin for WordPress brings settings of its own.
if (!defined('CHAT_8080_LIBRARY')) (new Chat8080_Proxy(chat_8080_settings()))->answer();
