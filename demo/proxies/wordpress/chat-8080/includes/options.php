<?php
/** What the owner sets: one option of the site's. */

declare(strict_types=1);

defined('ABSPATH') || exit;

function chat_8080_defaults(): array
{
    return [
        'key' => '',
        'model' => '8080/taalas/llama3.1-8b-instruct',
        'instructions' => '',
        'audience' => 'everybody',
        'everywhere' => '',
        'label' => get_bloginfo('name'),
        'accent' => '',
        'script' => '',
        'requests' => 200,
        'tokens' => 500000,
        'trusted' => 0,
    ];
}

function chat_8080_options(): array
{
    return array_merge(chat_8080_defaults(), (array) get_option('chat_8080', []));
}

/** The constant in wp-config.php, or the key of the settings page. */
function chat_8080_key(): string
{
    return defined('CHAT_8080_KEY') ? (string) CHAT_8080_KEY : (string) chat_8080_options()['key'];
}

/** What of a form is kept. */
function chat_8080_sanitize($given): array
{
    $given = is_array($given) ? $given : [];
    $known = chat_8080_options();
    $line = fn(string $name): string => sanitize_text_field((string) ($given[$name] ?? ''));
    // An empty field keeps the key: it is never written into a page, so the form does not have it.
    $key = trim((string) ($given['key'] ?? ''));
    if ($key === '') $key = (string) $known['key'];
    if (!empty($given['forget'])) $key = '';
    return [
        'key' => preg_match('~^[\w.\~+/=-]*$~D', $key) === 1 ? $key : (string) $known['key'],
        'model' => $line('model') !== '' ? $line('model') : chat_8080_defaults()['model'],
        'instructions' => sanitize_textarea_field((string) ($given['instructions'] ?? '')),
        'audience' => ($given['audience'] ?? '') === 'members' ? 'members' : 'everybody',
        'everywhere' => empty($given['everywhere']) ? '' : '1',
        'label' => $line('label'),
        'accent' => sanitize_hex_color($line('accent')) ?? '',
        'script' => esc_url_raw($line('script'), ['https', 'http']),
        'requests' => max(1, (int) ($given['requests'] ?? 0)),
        // Enough for one request of the largest size.
        'tokens' => max(260096, (int) ($given['tokens'] ?? 0)),
        'trusted' => max(0, (int) ($given['trusted'] ?? 0)),
    ];
}
