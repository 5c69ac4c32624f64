package dev.colophon.settings;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of hosts, origins and networks. Nothing here asks a name server. */
final class AddressType {
    /** Alone in a list: anything is allowed. Only the test profile takes it. */
    static final String ANY = "*";

    private static final String NONE = "none";
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final int LONGEST_NAME_CHARACTERS = 253;
    private static final Pattern ORIGIN = Pattern.compile("(https?)://(\\[[^\\]]*]|[^/:?#@\\[\\]]+)(?::([0-9]{1,5}))?");
    private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final int HIGHEST_PORT = 65_535;

    private AddressType() {}

    /** A name or an address to listen on or to connect to. */
    static Type<String> host() {
        String name = "a host name or an IP address";
        return new Type<>(name, false, text -> {
            if (!isName(text.toLowerCase(Locale.ROOT)) && !isAddress(text)) {
                throw new RuleBroken("must be " + name + ", without scheme, port and brackets");
            }
            return text;
        });
    }

    /** Host names that requests may carry. */
    static Type<List<String>> hosts() {
        return orAny(list("host names without port", AddressType::allowedHost));
    }

    /** Origins as browsers send them. */
    static Type<List<String>> origins() {
        return orAny(orNone(list("origins such as https://books.example", AddressType::origin)));
    }

    /** Networks in CIDR form. */
    static Type<List<String>> networks() {
        return orNone(list("networks such as 10.0.0.0/8", AddressType::network));
    }

    private static Type<List<String>> orNone(Type<List<String>> list) {
        return new Type<>(
                list.name() + ", or none",
                false,
                text -> text.equals(NONE) ? List.of() : list.parser().parse(text));
    }

    private static Type<List<String>> orAny(Type<List<String>> list) {
        return new Type<>(
                list.name(),
                false,
                text -> text.equals(ANY) ? List.of(ANY) : list.parser().parse(text));
    }

    private static Type<List<String>> list(String name, Type.Parser<String> entry) {
        return new Type<>(name + ", separated by commas", false, text -> {
            List<String> entries = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                entries.add(parsed(part.strip(), entry));
            }
            return List.copyOf(entries);
        });
    }

    private static String parsed(String part, Type.Parser<String> entry) throws RuleBroken {
        if (part.isEmpty()) {
            throw new RuleBroken("has an empty entry", "remove the comma that is too much");
        }
        if (part.equals(NONE)) {
            throw new RuleBroken("has the entry none beside others", "remove one or the other");
        }
        try {
            return entry.parse(part.toLowerCase(Locale.ROOT));
        } catch (RuleBroken broken) {
            throw new RuleBroken(
                    "has the entry " + SettingProblem.quote(part) + " that " + broken.rule(),
                    broken.remedy().orElse(null));
        }
    }

    private static String allowedHost(String entry) throws RuleBroken {
        if (entry.startsWith("[") && entry.endsWith("]")) {
            if (isAddress(entry.substring(1, entry.length() - 1)) && entry.contains(":")) {
                return entry;
            }
        } else if (isName(entry)) {
            return entry;
        }
        throw new RuleBroken(
                "must be a host name without scheme, port, path and wildcard",
                "write names such as books.example, an IPv6 address as [::1], a name beyond"
                        + " ASCII in its xn-- form");
    }

    private static String origin(String entry) throws RuleBroken {
        Matcher parts = ORIGIN.matcher(entry);
        if (!parts.matches()) {
            throw new RuleBroken(
                    "must be a scheme, a host and, if it is unusual, a port",
                    "write https://books.example without path, final slash and wildcard");
        }
        allowedHost(parts.group(2));
        String port = parts.group(3);
        if (port != null) {
            int number = Integer.parseInt(port);
            if (number < 1 || number > HIGHEST_PORT) {
                throw new RuleBroken("must have a port from 1 to " + HIGHEST_PORT);
            }
            if (number == (parts.group(1).equals("https") ? 443 : 80)) {
                throw new RuleBroken(
                        "must not name the usual port of its scheme", "leave out :" + port + ", as browsers do");
            }
        }
        return entry;
    }

    private static String network(String entry) throws RuleBroken {
        int slash = entry.indexOf('/');
        String text = slash < 0 ? entry : entry.substring(0, slash);
        if (!isAddress(text)) {
            throw new RuleBroken("must be an IP address, or one with /bits");
        }
        byte[] address = InetAddress.ofLiteral(text).getAddress();
        int longest = address.length * Byte.SIZE;
        String bits = slash < 0 ? String.valueOf(longest) : entry.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > longest) {
            throw new RuleBroken("must end in /0 to /" + longest);
        }
        int length = Integer.parseInt(bits);
        for (int bit = length; bit < longest; bit++) {
            if ((address[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) == 1) {
                throw new RuleBroken(
                        "must be 0 after its first " + length + " bits",
                        "write the network's own address, or one address without /bits");
            }
        }
        return text + "/" + length;
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME_CHARACTERS && NAME.matcher(text).matches();
    }

    /**
     * Exact: four numbers, or IPv6 without zone and brackets and not an IPv4 address in disguise.
     */
    private static boolean isAddress(String text) {
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
}
