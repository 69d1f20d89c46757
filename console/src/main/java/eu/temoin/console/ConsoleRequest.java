package eu.temoin.console;

import java.util.Optional;

/**
 * What the console needs of a request. Nothing of who asks.
 *
 * @param method as sent: case counts
 * @param path without query
 * @param query without its question mark; may be empty
 * @param acceptLanguage value of that header
 */
public record ConsoleRequest(String method, String path, String query, Optional<String> acceptLanguage) {}
