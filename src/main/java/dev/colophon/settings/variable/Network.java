package dev.colophon.settings.variable;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** A network in CIDR form, such as {@code 10.0.0.0/8}: the addresses that begin with its bits. */
public final class Network {
    private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    private final String text;
    private final byte[] prefix;
    private final int bits;

    private Network(String text, byte[] prefix, int bits) {
        this.text = text;
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Takes an address with or without {@code /bits}; without, it is a network of that one address.
     *
     * @throws RuleBroken when it is none, or has a 1 after its bits
     */
    public static Network parse(String entry) throws RuleBroken {
        int slash = entry.indexOf('/');
        String address = slash < 0 ? entry : entry.substring(0, slash);
        if (!isAddress(address)) {
            throw new RuleBroken("must be an IP address, or one with /bits");
        }
        byte[] prefix = InetAddress.ofLiteral(address).getAddress();
        int longest = prefix.length * Byte.SIZE;
        String bits = slash < 0 ? String.valueOf(longest) : entry.substring(slash + 1);
        if (!BITS.matcher(bits).matches() || Integer.parseInt(bits) > longest) {
            throw new RuleBroken("must end in /0 to /" + longest);
        }
        int length = Integer.parseInt(bits);
        demandZeros(prefix, length);
        return new Network(address + "/" + length, prefix, length);
    }

    private static void demandZeros(byte[] address, int length) throws RuleBroken {
        for (int bit = length; bit < address.length * Byte.SIZE; bit++) {
            if ((address[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) == 1) {
                throw new RuleBroken(
                        "must be 0 after its first " + length + " bits",
                        "write the network's own address, or one address without /bits");
            }
        }
    }

    /**
     * Exact: four numbers, or IPv6 without zone and brackets and not an IPv4 address in disguise.
     */
    static boolean isAddress(String text) {
        boolean wide = text.contains(":");
        if (text.matches(".*[%\\[\\]].*")) {
            return false;
        }
        if (!wide && !FOUR_NUMBERS.matcher(text).matches()) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(text) instanceof Inet4Address != wide;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /** How many bits all its addresses share: the fewer, the larger the network. */
    public int bits() {
        return bits;
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int index = 0; index < whole; index++) {
            if (bytes[index] != prefix[index]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        if (rest == 0) {
            return true;
        }
        int different = (bytes[whole] ^ prefix[whole]) & 0xff;
        return different >>> (Byte.SIZE - rest) == 0;
    }

    /** Always with {@code /bits}. */
    @Override
    public String toString() {
        return text;
    }
}
