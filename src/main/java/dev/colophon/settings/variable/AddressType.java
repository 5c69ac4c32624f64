package dev.colophon.settings.variable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of hosts, origins, services and networks. Nothing here asks a name server. */
public final class AddressType {
    /** Alone in a list: anything is allowed. Only the test profile takes it. */
    public static final String ANY = "*";

    private static final String NONE = "none";
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final int LONGEST_NAME_CHARACTERS = 253;
    private static final Pattern ORIGIN = Pattern.compile("(https?)://(\\[[^\\]]*]|[^/:?#@\\[\\]]+)(?::([0-9]{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    private AddressType() {}

    /** A name or an address to listen on or to connect to. */
    public static Type<String> host() {
        String name = "a host name or an IP address";
        return new Type<>(name, false, text -> {
            if (!isName(text.toLowerCase(Locale.ROOT)) && !Network.isAddress(text)) {
                throw new RuleBroken("must be " + name + ", without scheme, port and brackets");
            }
            return text;
        });
    }

    /** Host names that requests may carry. */
    public static Type<List<String>> hosts() {
        return orAny(list("host names without port", AddressType::allowedHost));
    }

    /** Origins as browsers send them. */
    public static Type<List<String>> origins() {
        return orAny(orNone(list("origins such as https://books.example", AddressType::origin)));
    }

    /** Networks in CIDR form. */
    public static Type<List<Network>> networks() {
        return orNone(list("networks such as 10.0.0.0/8", Network::parse));
    }

    /** A service that is asked over HTTP. */
    public static Type<URI> service() {
        String name = "an http or https URL";
        return new Type<>(name, false, text -> {
            try {
                return service(new URI(text));
            } catch (URISyntaxException failure) {
                throw new RuleBroken("must be " + name);
            }
        });
    }

    private static URI service(URI url) throws RuleBroken {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.matches("https?") || url.getHost() == null) {
            throw new RuleBroken("must be an http or https URL");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new RuleBroken("must be a URL without a user, a query and a fragment");
        }
        return url;
    }

    private static <T> Type<List<T>> orNone(Type<List<T>> list) {
        return new Type<>(list.name() + ", or none", false, text -> text.equals(NONE) ? List.of() : list.parse(text));
    }

    private static Type<List<String>> orAny(Type<List<String>> list) {
        return new Type<>(list.name(), false, text -> text.equals(ANY) ? List.of(ANY) : list.parse(text));
    }

    private static <T> Type<List<T>> list(String name, Type.Parser<T> entry) {
        return new Type<>(name + ", separated by commas", false, text -> {
            List<T> entries = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                entries.add(parsed(part.strip(), entry));
            }
            return List.copyOf(entries);
        });
    }

    private static <T> T parsed(String part, Type.Parser<T> entry) throws RuleBroken {
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
                    "has the entry " + RuleBroken.quote(part) + " that " + broken.rule(),
                    broken.remedy().orElse(null));
        }
    }

    private static String allowedHost(String entry) throws RuleBroken {
        if (entry.startsWith("[") && entry.endsWith("]")) {
            if (Network.isAddress(entry.substring(1, entry.length() - 1)) && entry.contains(":")) {
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

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME_CHARACTERS && NAME.matcher(text).matches();
    }
}
