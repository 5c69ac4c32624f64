package dev.colophon.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.AccountSettings.Registration;
import dev.colophon.settings.Secret;
import dev.colophon.settings.Settings;
import dev.colophon.testing.Answer;
import dev.colophon.testing.Base64Spellings;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestServer;
import dev.colophon.testing.TestSettings;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Places in lists, and what others do with them. */
@Timeout(30)
class CursorTest {
    private static final String LIST = "/api/v1/numbers";
    private static final String OLD_KEY = "the-key-before-0123456789-abcdefghijklmnop";
    private static final String KEY = "é\"\\ \uFFFD.";
    private static final UUID MARY = UUID.randomUUID();
    private static final TestServer SERVER = TestServer.of(settings(TestSettings.account()), routes());
    private final TestClient mary = SERVER.as(MARY);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** The numbers from 0 to 9, sorted up or down. */
    private static Routes routes() {
        return () -> List.of(Resource.at(LIST).get(CursorTest::list).query("limit", "cursor", "sort", "q"));
    }

    private static void list(Exchange exchange) {
        String sort = exchange.query("sort").orElse("up");
        String name = "numbers " + sort + " " + exchange.query("q").orElse("");
        List<String> place = exchange.cursor(name);
        List<String> after = place.isEmpty() ? List.of("-1", KEY) : place;
        int next = Integer.parseInt(after.getFirst()) + 1;
        Map<String, Object> page = new HashMap<>();
        page.put("first", next);
        page.put("second_key", after.getLast());
        page.put("next_cursor", exchange.nextCursor(name, new Part<>(List.of(), Optional.of(List.of("" + next, KEY)))));
        exchange.reply(page);
    }

    private static Settings settings(AccountSettings account) {
        return TestSettings.with(TestSettings.in(Path.of("target")), account);
    }

    private static AccountSettings keys(String current, Optional<String> previous) {
        return new AccountSettings(
                new Secret(current),
                previous.map(Secret::new),
                AccountSettings.Algorithm.HS256,
                60,
                Registration.OPEN,
                0);
    }

    private static String next(Answer answer) {
        return answer.json().path("next_cursor").asText();
    }

    @Test
    void a_cursor_leads_to_the_next_page() {
        String cursor = next(mary.get(LIST));

        Answer second = mary.get(LIST + "?cursor=" + cursor);

        assertThat(second.json().path("first").asInt()).isEqualTo(1);
        assertThat(second.json().path("second_key").asText()).isEqualTo(KEY);
        assertThat(mary.get(LIST + "?cursor=" + next(second))
                        .json()
                        .path("first")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void a_cursor_belongs_to_its_caller() {
        String cursor = next(mary.get(LIST));

        refused(SERVER.as(UUID.randomUUID()).get(LIST + "?cursor=" + cursor));
    }

    @Test
    void a_cursor_belongs_to_its_sort_and_filters() {
        String cursor = next(mary.get(LIST + "?q=a"));

        refused(mary.get(LIST + "?sort=down&q=a&cursor=" + cursor));
        refused(mary.get(LIST + "?q=b&cursor=" + cursor));
        assertThat(mary.get(LIST + "?q=a&cursor=" + cursor).status()).isEqualTo(200);
    }

    @Test
    void a_changed_cursor_is_refused_wherever_it_is_changed() {
        byte[] cursor = Base64.getUrlDecoder().decode(next(mary.get(LIST)));
        for (int index = 0; index < cursor.length; index++) {
            byte[] changed = cursor.clone();
            changed[index] ^= 1;

            refused(mary.get(
                    LIST + "?cursor=" + Base64.getUrlEncoder().withoutPadding().encodeToString(changed)));
        }
    }

    @Test
    void a_cursor_has_one_spelling() {
        String cursor = next(mary.get(LIST));
        List<String> others = Base64Spellings.others(cursor);
        assertThat(others).hasSizeGreaterThan(3);

        others.forEach(other -> refused(mary.get(LIST + "?cursor=" + other)));
    }

    @Test
    void broken_utf_8_is_not_taken_for_the_replacement_character() {
        byte[] cursor = Base64.getUrlDecoder().decode(next(mary.get(LIST)));
        byte[] broken = Arrays.copyOf(cursor, cursor.length - 2);
        broken[broken.length - 2] = (byte) 0xFF;
        broken[broken.length - 1] = '.';

        refused(mary.get(
                LIST + "?cursor=" + Base64.getUrlEncoder().withoutPadding().encodeToString(broken)));
    }

    @Test
    void what_is_no_cursor_is_refused() {
        for (String text : List.of("", "x", "****", "AAAA", "a".repeat(2_500), "a".repeat(3_500))) {
            refused(mary.get(LIST + "?cursor=" + text));
        }
    }

    @Test
    void an_anonymous_caller_has_no_cursor() {
        String cursor = next(mary.get(LIST));

        assertThat(SERVER.anonymous().get(LIST + "?cursor=" + cursor).status()).isEqualTo(401);
    }

    @Test
    void a_cursor_outlives_the_change_of_the_key() {
        String cursor;
        try (var old = TestServer.of(settings(keys(OLD_KEY, Optional.empty())), routes())) {
            cursor = next(old.as(MARY).get(LIST));
        }
        refused(mary.get(LIST + "?cursor=" + cursor));
        var both = keys(TestSettings.SECRET_KEY, Optional.of(OLD_KEY));
        try (var changed = TestServer.of(settings(both), routes())) {
            assertThat(changed.as(MARY).get(LIST + "?cursor=" + cursor).status())
                    .isEqualTo(200);
        }
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("cursor");
        assertThat(answer.pointer()).isEqualTo("cursor");
    }
}
