package dev.colophon.settings.reading;

import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Variable;
import dev.colophon.text.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DATABASE_URL taken apart into the variables that it stands for, by name. A rule never quotes a part of the
 * URL: a password that is not percent-encoded may turn up in any of them.
 */
record DatabaseUrl(Engine engine, Map<String, String> parts) {
    private static final Pattern SCHEME = Pattern.compile("([a-z]+)://(.*)");
    private static final Pattern SERVER = Pattern.compile("(?<user>[^:@/?#]+)(:(?<password>[^:@/?#]*))?"
            + "@(\\[(?<address>[^\\]@/?#]+)]|(?<host>[^:@/?#\\[\\],]+))"
            + "(:(?<port>[0-9]+))?/(?<name>[^/?#]+)(\\?(?<query>[^?#]*))?");
    private static final String POSTGRESQL_FORM =
            "write postgresql://USER:PASSWORD@HOST:PORT/NAME; in the user, password and name write"
                    + " every character of :/?#[]@% as %XX";
    private static final String SQLITE_FORM = "write sqlite:///relative/path or sqlite:////absolute/path";
    private static final Map<String, Variable<?>> PARAMETERS =
            Map.of("sslmode", DatabaseSettings.POSTGRES_SSLMODE, "sslrootcert", DatabaseSettings.POSTGRES_SSLROOTCERT);

    static DatabaseUrl parse(String url) throws RuleBroken {
        Matcher matcher = SCHEME.matcher(url);
        String scheme = matcher.matches() ? matcher.group(1) : "";
        return switch (scheme) {
            case "postgres", "postgresql" -> postgresql(matcher.group(2));
            case "sqlite" -> sqlite(matcher.group(2));
            default ->
                throw new RuleBroken(
                        "must begin with postgresql://, postgres:// or sqlite://",
                        "write postgresql://USER:PASSWORD@HOST:PORT/NAME or sqlite:///path");
        };
    }

    private static DatabaseUrl sqlite(String rest) throws RuleBroken {
        if (!rest.startsWith("/") || rest.length() < 2 || rest.matches(".*[?#].*")) {
            throw new RuleBroken("must be sqlite:/// and a path, without a server or parameters", SQLITE_FORM);
        }
        String path = decode(rest.substring(1), SQLITE_FORM);
        return new DatabaseUrl(Engine.SQLITE, Map.of(DatabaseSettings.SQLITE_PATH.name(), path));
    }

    private static DatabaseUrl postgresql(String rest) throws RuleBroken {
        Matcher server = SERVER.matcher(rest);
        if (!server.matches()) {
            throw new RuleBroken("must name a user, one host and a database, and nothing else", POSTGRESQL_FORM);
        }
        Map<String, String> parts = new LinkedHashMap<>();
        String address = server.group("address");
        parts.put(DatabaseSettings.POSTGRES_HOST.name(), address == null ? server.group("host") : address);
        if (server.group("port") != null) {
            parts.put(DatabaseSettings.POSTGRES_PORT.name(), server.group("port"));
        }
        parts.put(DatabaseSettings.POSTGRES_DB.name(), decode(server.group("name"), POSTGRESQL_FORM));
        parts.put(DatabaseSettings.POSTGRES_USER.name(), decode(server.group("user"), POSTGRESQL_FORM));
        String password = server.group("password");
        if (password != null && !password.isEmpty()) {
            parts.put(DatabaseSettings.POSTGRES_PASSWORD.name(), decode(password, POSTGRESQL_FORM));
        }
        if (server.group("query") != null) {
            addParameters(server.group("query"), parts);
        }
        return new DatabaseUrl(Engine.POSTGRESQL, parts);
    }

    private static void addParameters(String query, Map<String, String> parts) throws RuleBroken {
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            Variable<?> variable = equals < 0 ? null : PARAMETERS.get(parameter.substring(0, equals));
            String value = decode(parameter.substring(equals + 1), POSTGRESQL_FORM);
            if (variable == null || value.isBlank() || parts.put(variable.name(), value) != null) {
                throw new RuleBroken(
                        "must have no parameters but one sslmode and one sslrootcert",
                        "remove the others; what they set has variables of its own");
            }
        }
    }

    /** Percent-decodes; a plus sign stays what it is. */
    private static String decode(String text, String remedy) throws RuleBroken {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (int index = 0; index < text.length(); ) {
                if (text.charAt(index) == '%') {
                    String digits = text.substring(index + 1, index + 3);
                    if (!digits.matches("[0-9A-Fa-f]{2}")) {
                        throw new RuleBroken("has a % that is not %XX", remedy);
                    }
                    bytes.write(Integer.parseInt(digits, 16));
                    index += 3;
                } else {
                    int end = text.offsetByCodePoints(index, 1);
                    bytes.writeBytes(text.substring(index, end).getBytes(StandardCharsets.UTF_8));
                    index = end;
                }
            }
        } catch (IndexOutOfBoundsException failure) {
            throw noUtf8(remedy);
        }
        return Utf8.decode(bytes.toByteArray()).orElseThrow(() -> noUtf8(remedy));
    }

    private static RuleBroken noUtf8(String remedy) {
        return new RuleBroken("has a % that is not the %XX of UTF-8", remedy);
    }

    /** Never the parts: the password is among them. */
    @Override
    public String toString() {
        return "DatabaseUrl[" + engine + "]";
    }
}
