package dev.colophon.server.request;

import dev.colophon.settings.variable.Network;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The networks whose X-Forwarded-* headers and request ids are believed. Anybody can send such
 * headers; only what a trusted neighbour appended to them is known.
 */
final class TrustedProxies {
    private final List<Network> networks;

    TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    boolean trusts(InetAddress address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The client behind trusted proxies: from the right, the first address that is not trusted.
     * What stands left of it could have been written by that client.
     *
     * @param peer a trusted neighbour
     * @param forwardedFor all values of X-Forwarded-For, in order
     */
    InetAddress client(InetAddress peer, List<String> forwardedFor) {
        InetAddress client = peer;
        String[] hops = String.join(",", forwardedFor).split(",", -1);
        for (int index = hops.length - 1; index >= 0 && trusts(client); index--) {
            InetAddress hop = parse(hops[index].strip());
            if (hop == null) {
                return client;
            }
            client = hop;
        }
        return client;
    }

    private static @Nullable InetAddress parse(String hop) {
        try {
            return InetAddress.ofLiteral(withoutPort(hop));
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /** {@code 1.2.3.4:80} and {@code [::1]:80} are seen as well. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
