package dev.colophon.server.request;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The networks whose X-Forwarded-* headers and request ids are believed. Anybody can send such
 * headers; only what a trusted neighbour appended to them is known.
 */
final class TrustedProxies {
    private final Network[] networks;

    /**
     * @param networks in CIDR form, or single addresses
     */
    TrustedProxies(List<String> networks) {
        this.networks = networks.stream().map(Network::parse).toArray(Network[]::new);
    }

    boolean trusts(InetAddress address) {
        if (networks.length == 0) {
            return false;
        }
        byte[] bytes = address.getAddress();
        for (Network network : networks) {
            if (network.contains(bytes)) {
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

    /** The first bits of an address. */
    private record Network(byte[] prefix, int bits) {
        static Network parse(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            byte[] prefix = InetAddress.ofLiteral(address).getAddress();
            int most = prefix.length * Byte.SIZE;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException(text + " is not a network");
            }
            return new Network(prefix, bits);
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            for (int index = 0; index < whole; index++) {
                if (address[index] != prefix[index]) {
                    return false;
                }
            }
            int rest = bits % Byte.SIZE;
            if (rest == 0) {
                return true;
            }
            int different = (address[whole] ^ prefix[whole]) & 0xff;
            return different >>> (Byte.SIZE - rest) == 0;
        }
    }
}
