package dev.colophon.lookup.http;

import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.lookup.port.SourceFailure.Reason;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Which addresses are fetched: those of the provider's hosts, by https on its usual port, and never
 * one that a name server places in a private network. It is asked again at every redirect.
 */
public final class HostRule {
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;
    private static final int SHARED_FIRST = 100;
    private static final int SHARED_SECOND = 64;
    private static final int SHARED_SECOND_MASK = 0xc0;
    private static final int MULTICAST_OR_RESERVED = 224;

    private final Predicate<URI> allowed;
    private final boolean publicOnly;

    private HostRule(Predicate<URI> allowed, boolean publicOnly) {
        this.allowed = allowed;
        this.publicOnly = publicOnly;
    }

    /**
     * Hosts of the web.
     *
     * @param hosts names in small letters; one that begins with a dot means every name that ends so
     */
    public static HostRule web(String... hosts) {
        List<String> names = List.of(hosts);
        return new HostRule(address -> isPlainHttps(address) && names.stream().anyMatch(isHostOf(address)), true);
    }

    /** One server and nothing else, wherever it is: for tests, whose server is on this machine. */
    public static HostRule only(URI server) {
        String authority = server.getScheme() + "://" + server.getRawAuthority();
        return new HostRule(
                address -> authority.equals(address.getScheme() + "://" + address.getRawAuthority()), false);
    }

    /**
     * @throws SourceFailure of the reason WRONG_ANSWER, which does not repeat the address
     */
    public void demand(URI address) throws SourceFailure {
        if (!allowed.test(address)) {
            throw new SourceFailure(Reason.WRONG_ANSWER, "it leads to a host that is not the provider's");
        }
        if (publicOnly && leadsInside(address.getHost())) {
            throw new SourceFailure(Reason.WRONG_ANSWER, "the name of its host leads into a private network");
        }
    }

    private static boolean isPlainHttps(URI address) {
        return "https".equals(address.getScheme())
                && address.getHost() != null
                && address.getPort() == -1
                && address.getRawUserInfo() == null;
    }

    private static Predicate<String> isHostOf(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return name -> name.startsWith(".") ? host.endsWith(name) : host.equals(name);
    }

    /** A name that nobody knows is left to the connection, which fails, or to a proxy, which knows it. */
    private static boolean leadsInside(String host) {
        try {
            for (InetAddress one : InetAddress.getAllByName(host)) {
                if (isInside(one)) {
                    return true;
                }
            }
        } catch (UnknownHostException unknown) {
            return false;
        }
        return false;
    }

    static boolean isInside(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isSpecial(address);
    }

    /** The ranges that InetAddress has no name for. */
    private static boolean isSpecial(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet6Address) {
            return (first & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        }
        boolean shared = first == SHARED_FIRST && (second & SHARED_SECOND_MASK) == SHARED_SECOND;
        return shared || first == 0 || first >= MULTICAST_OR_RESERVED;
    }
}
