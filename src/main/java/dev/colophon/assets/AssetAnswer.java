package dev.colophon.assets;

import java.util.Map;

/**
 * What to send for a file that exists.
 *
 * @param status 200, or 304 without a body
 * @param headers by name, Content-Length excepted
 */
public record AssetAnswer(int status, Map<String, String> headers, byte[] body) {}
