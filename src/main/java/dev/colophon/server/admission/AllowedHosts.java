package dev.colophon.server.admission;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The host names that this server answers for; a page's links must not lead elsewhere. */
final class AllowedHosts {
    private final Set<String> names = new HashSet<>();
    private final boolean any;

    /**
     * @param names without port; {@code *} alone allows any
     */
    AllowedHosts(List<String> names) {
        this.any = names.contains("*");
        for (String name : names) {
            this.names.add(name.toLowerCase(Locale.ROOT));
        }
    }

    /**
     * @param host as in the Host header
     */
    boolean allow(String host) {
        return any || names.contains(name(host));
    }

    private static String name(String host) {
        int end = host.lastIndexOf(':');
        if (end < 0 || host.endsWith("]")) {
            end = host.length();
        }
        if (end > 0 && host.charAt(end - 1) == '.') {
            end--;
        }
        return host.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
