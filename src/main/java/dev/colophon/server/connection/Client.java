package dev.colophon.server.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Who is at the other end, as far as an address tells.
 *
 * @param address without port and without an IPv6 zone
 * @param key what every limit of a client is counted by: the address, of IPv6 only the 64 bits of
 *     its network, for one customer has all the rest
 */
public record Client(String address, long key) {
    /** The client at this address. */
    public static Client of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            String text = address.getHostAddress();
            int zone = text.indexOf('%');
            return new Client(
                    zone < 0 ? text : text.substring(0, zone),
                    ByteBuffer.wrap(bytes).getLong());
        }
        return new Client(address.getHostAddress(), ByteBuffer.wrap(bytes).getInt());
    }
}
