<?php
/**
 * Plugin Name: chat-8080
 * Description: A chat on your pages that answers with a model of your choice. The key stays on the server.
 * Version: 0.1.0
 * Requires at least: 5.9
 * Requires PHP: 7.4
 * License: MIT
 * Text Domain: chat-8080
 */

declare(strict_types=1);

defined('ABSPATH') || exit;

const CHAT_8080_LIBRARY = true;
const CHAT_8080_ROUTE = '/chat-8080/v1/chat/completions';

require __DIR__ . '/includes/options.php';
require __DIR__ . '/includes/settings-page.php';
require __DIR__ . '/includes/element.php';
require __DIR__ . '/includes/route.php';
