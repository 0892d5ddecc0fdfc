<?php
/** The REST route that the chat asks: chat-proxy.php with the site's settings. */

declare(strict_types=1);

defined('ABSPATH') || exit;

// Before WordPress looks at the request: it would answer the preflights of every origin, and a body that is no JSON in a shape of its own.
add_filter('rest_pre_dispatch', function ($result, WP_REST_Server $server, WP_REST_Request $request) {
    if ($request->get_route() !== CHAT_8080_ROUTE) return $result;
    foreach (headers_list() as $header) {
        $name = explode(':', $header)[0];
        if (preg_match('/^(access-control-|link$|allow$|x-robots-tag$|expires$|cache-control$)/i', $name) === 1) header_remove($name);
    }
    // WordPress puts backslashes before the quotes of everything that came with the request.
    $_SERVER = wp_unslash($_SERVER);
    require_once dirname(__DIR__) . '/chat-proxy.php';
    (new Chat8080_Proxy(chat_8080_proxy_settings()))->answer();
    exit;
}, 0, 3);

function chat_8080_proxy_settings(): array
{
    $options = chat_8080_options();
    // The nonce that came with the request has been checked: without it nobody is signed in here (rest_cookie_check_errors).
    $user = get_current_user_id();
    $each = ['requests' => (int) $options['requests'], 'tokens' => (int) $options['tokens']];
    $settings = [
        'key' => chat_8080_key(),
        'models' => [$options['model']],
        'instructions' => $options['instructions'],
        'limits' => ['visitor' => $each, 'total' => ['tokens' => 100 * $each['tokens']]],
        'trustedProxies' => (int) $options['trusted'],
        'visitor' => $user > 0 ? "user $user" : '',
        'signedOut' => $options['audience'] === 'members' && !current_user_can('read'),
    ];
    if (defined('CHAT_8080_UPSTREAM')) $settings['upstream'] = CHAT_8080_UPSTREAM;
    return apply_filters('chat_8080_proxy_settings', $settings);
}
