package dev.colophon.backup.watch;

import dev.colophon.settings.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Who is told how a backup ended.
 *
 * @param command a program and its arguments; empty when there is none
 * @param address where a POST goes
 * @param key signs that POST
 */
public record NoticeSettings(List<String> command, Optional<URI> address, Secret key) {
    public NoticeSettings {
        command = List.copyOf(command);
    }

    /** The address may hold a key of its own. */
    @Override
    public String toString() {
        return "NoticeSettings";
    }
}
