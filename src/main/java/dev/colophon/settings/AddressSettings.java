package dev.colophon.settings;

import static dev.colophon.settings.variable.Profile.PRODUCTION;
import static dev.colophon.settings.variable.Profile.SINGLE_USER;
import static dev.colophon.settings.variable.Profile.TEST;

import dev.colophon.settings.variable.AddressType;
import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Profile;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;

/**
 * Where the two listeners are.
 *
 * @param port main listener; 0 takes any free port (tests)
 */
public record AddressSettings(String host, int port, int managementPort) {
    private static final int HIGHEST_PORT = 65_535;

    public static final Group<AddressSettings> GROUP =
            new Group<>("Profile and addresses", Purpose.NONE, AddressSettings::of);

    /** Read before all others, for it decides their defaults. */
    public static final Variable<Profile> APP_PROFILE = GROUP.declare(
            "APP_PROFILE",
            Type.choice(Profile.class, Profile::label),
            Default.of(Profile.LOCAL.label()),
            "how Colophon is run; decides every default that depends on it. The image sets" + " production",
            "production");

    private static final Variable<String> HOST = GROUP.declare(
            "HOST",
            AddressType.host(),
            Default.of("127.0.0.1").in(SINGLE_USER, "0.0.0.0").in(PRODUCTION, "0.0.0.0"),
            "address that both listeners bind to",
            "0.0.0.0");

    static final Variable<Integer> PORT = GROUP.declare(
            "PORT",
            Type.number(0, HIGHEST_PORT),
            Default.of("8000").in(TEST, "0"),
            "main listener; 0 takes any free port (local and test only)",
            "8000");

    private static final Variable<Integer> MANAGEMENT_PORT = GROUP.declare(
            "MANAGEMENT_PORT",
            Type.number(0, HIGHEST_PORT),
            Default.of("8001").in(TEST, "0"),
            "health details, metrics and the boot report; never to be exposed to the" + " internet",
            "8001");

    private static AddressSettings of(Values values) {
        int port = checkedPort(values, PORT);
        int managementPort = checkedPort(values, MANAGEMENT_PORT);
        if (port != 0 && port == managementPort) {
            values.refuse(
                    values.isUnset(MANAGEMENT_PORT) ? PORT : MANAGEMENT_PORT,
                    "is the port of both listeners, PORT and MANAGEMENT_PORT",
                    "give them different ports");
        }
        return new AddressSettings(values.get(HOST), port, managementPort);
    }

    private static int checkedPort(Values values, Variable<Integer> variable) {
        int port = values.get(variable);
        if (port == 0 && !values.profile().isForDevelopers()) {
            values.refuse(variable, "must be from 1 to 65535 outside the profiles local and test");
        }
        return port;
    }
}
