package dev.colophon.assets;

import java.util.Map;

/**
 * What to send for a file that exists.
 *
 * @param status 200, or 304, which has no body
 * @param headers by name, Content-Length excepted
 * @param content what is sent with 200
 */
public record AssetAnswer(int status, Map<String, String> headers, byte[] content) {
    /** Whether the client has the content already. */
    public boolean isNotModified() {
        return status == AssetIndex.NOT_MODIFIED;
    }
}
