package dev.colophon.lookup;

import dev.colophon.lookup.port.Provider;
import dev.colophon.settings.Secret;
import dev.colophon.settings.deploy.DeployFinding;
import dev.colophon.settings.variable.AddressType;
import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is asked about books, and how.
 *
 * @param offline nobody is asked
 * @param order who is asked first
 * @param googleKey without it Google Books is not asked
 * @param contact who answers for this server; without it Open Library is not asked
 * @param limit the longest that one provider may take
 * @param testServer stands for every provider, in tests alone
 */
public record LookupSettings(
        boolean offline,
        List<Provider> order,
        Optional<Secret> googleKey,
        Optional<String> contact,
        Duration limit,
        Optional<URI> testServer) {
    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern PAGE = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[\\w./~%-]*)?");
    private static final int LONGEST_CONTACT = 200;

    public static final Group<LookupSettings> GROUP = new Group<>("Look-ups", Purpose.DATABASE, LookupSettings::of);

    private static final Variable<Boolean> APP_OFFLINE = GROUP.declare(
            "APP_OFFLINE",
            Type.flag(),
            Default.of("0"),
            "1: no book and no cover is looked up outside, whatever else is set",
            "1");

    private static final Variable<Secret> GOOGLE_BOOKS_API_KEY = GROUP.declare(
            "GOOGLE_BOOKS_API_KEY",
            Secret.TYPE,
            Default.none("not set: Google Books is not asked"),
            "key for the Books API; a free one allows 1,000 requests a day",
            "a key that Google's console makes for the Books API");

    private static final Variable<String> OPEN_LIBRARY_CONTACT = GROUP.declare(
            "OPEN_LIBRARY_CONTACT",
            contactType(),
            Default.none("not set: Open Library is not asked"),
            "mail address or page of whoever runs this server; Open Library refuses who names none",
            "admin@books.example");

    private static final Variable<List<Provider>> LOOKUP_PROVIDERS = GROUP.declare(
            "LOOKUP_PROVIDERS",
            providersType(),
            Default.of("google_books,open_library"),
            "who is asked about a book, in this order; the next one only where the one before finds nothing",
            "open_library,google_books");

    private static final Variable<Integer> LOOKUP_TIMEOUT_SECONDS = GROUP.declare(
            "LOOKUP_TIMEOUT_SECONDS",
            Type.number(1, 30),
            Default.of("5"),
            "longest time that one provider may take to answer",
            "5");

    private static final Variable<URI> LOOKUP_TEST_URL = GROUP.declare(
            "LOOKUP_TEST_URL",
            AddressType.service(),
            Default.none("not set"),
            "a server that stands for every provider; refused outside local and test",
            "http://127.0.0.1:9999");

    /** Whether a provider is asked at all. */
    public boolean asks(Provider provider) {
        return whyNot(provider).isEmpty();
    }

    /** Why a provider is not asked, as a sentence; empty when it is. */
    public Optional<String> whyNot(Provider provider) {
        if (offline) {
            return Optional.of(provider.label() + " is off: APP_OFFLINE is 1.");
        }
        if (!order.contains(provider)) {
            return Optional.of(provider.label() + " is off: LOOKUP_PROVIDERS does not name it.");
        }
        boolean google = provider == Provider.GOOGLE_BOOKS;
        boolean ready = google ? googleKey.isPresent() : contact.isPresent();
        String variable = google ? "GOOGLE_BOOKS_API_KEY" : "OPEN_LIBRARY_CONTACT";
        return ready ? Optional.empty() : Optional.of(provider.label() + " is off: " + variable + " is not set.");
    }

    /** Who is asked, in this order, and why others are not; a sentence or more for operators. */
    public String summary() {
        if (offline) {
            return "off: APP_OFFLINE is 1.";
        }
        String asked = order.stream().filter(this::asks).map(Provider::label).collect(Collectors.joining(", then "));
        String off = Stream.of(Provider.values())
                .flatMap(provider -> whyNot(provider).stream())
                .collect(Collectors.joining(" "));
        return (asked.isEmpty() ? "nobody is asked. " : asked + " is asked. ") + off;
    }

    /** For the deployment checklist. */
    public List<DeployFinding> findings() {
        boolean forgotten = !offline && order.contains(Provider.OPEN_LIBRARY) && contact.isEmpty();
        return forgotten
                ? List.of(new DeployFinding(
                        "colophon.W041",
                        "OPEN_LIBRARY_CONTACT",
                        "is not set: Open Library is not asked about books",
                        "name a mail address or a page of yours, or set LOOKUP_PROVIDERS or APP_OFFLINE=1"))
                : List.of();
    }

    private static LookupSettings of(Values values) {
        Optional<URI> testServer = values.find(LOOKUP_TEST_URL);
        if (testServer.isPresent() && !values.profile().isForDevelopers()) {
            values.refuse(
                    LOOKUP_TEST_URL,
                    "must not be set outside the profiles local and test, for it would let the server be sent anywhere",
                    "unset it");
        }
        return new LookupSettings(
                values.get(APP_OFFLINE),
                values.get(LOOKUP_PROVIDERS),
                values.find(GOOGLE_BOOKS_API_KEY),
                values.find(OPEN_LIBRARY_CONTACT),
                Duration.ofSeconds(values.get(LOOKUP_TIMEOUT_SECONDS)),
                testServer);
    }

    private static Type<String> contactType() {
        String name = "a mail address or the address of a page";
        return new Type<>(name, false, text -> {
            boolean fits = MAIL.matcher(text).matches() || PAGE.matcher(text).matches();
            if (text.length() > LONGEST_CONTACT || !fits) {
                throw new RuleBroken("must be " + name);
            }
            return text;
        });
    }

    private static Type<List<Provider>> providersType() {
        Type<Provider> one = Type.choice(Provider.class);
        return new Type<>("names of " + one.name() + ", separated by commas", false, text -> {
            List<Provider> order = new ArrayList<>();
            for (String name : text.split(",", -1)) {
                Provider provider = one.parse(name.strip());
                if (order.contains(provider)) {
                    throw new RuleBroken("names " + provider.wire() + " twice");
                }
                order.add(provider);
            }
            return List.copyOf(order);
        });
    }
}
