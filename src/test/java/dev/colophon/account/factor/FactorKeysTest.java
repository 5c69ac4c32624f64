package dev.colophon.account.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.AccountSettings.Registration;
import dev.colophon.settings.Secret;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FactorKeysTest {
    private static final String OLD = "an-old-key-of-more-than-32-characters-0123";
    private static final String NEW = "a-new-key-of-more-than-32-characters-45678";
    private static final UUID MARY = UUID.randomUUID();
    private static final byte[] SECRET = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};

    private static FactorKeys keys(String key, Optional<String> previous) {
        return new FactorKeys(new AccountSettings(
                new Secret(key), previous.map(Secret::new), AccountSettings.Algorithm.HS256, 60, Registration.OPEN, 0));
    }

    @Test
    void what_was_sealed_is_opened_for_its_reader_alone() {
        FactorKeys keys = keys(OLD, Optional.empty());
        String sealed = keys.seal(MARY, SECRET);

        assertThat(keys.open(MARY, sealed).orElseThrow().secret()).isEqualTo(SECRET);
        assertThat(keys.open(MARY, sealed).orElseThrow().current()).isTrue();
        assertThat(keys.open(UUID.randomUUID(), sealed)).isEmpty();
        assertThat(keys.seal(MARY, SECRET)).as("a nonce of its own").isNotEqualTo(sealed);
    }

    @Test
    void what_the_previous_key_sealed_is_opened_and_told() {
        String sealed = keys(OLD, Optional.empty()).seal(MARY, SECRET);

        var opened = keys(NEW, Optional.of(OLD)).open(MARY, sealed).orElseThrow();
        assertThat(opened.secret()).isEqualTo(SECRET);
        assertThat(opened.current()).isFalse();
        assertThat(keys(NEW, Optional.empty()).open(MARY, sealed)).isEmpty();
    }

    @Test
    void what_was_changed_or_is_nothing_is_not_opened() {
        FactorKeys keys = keys(OLD, Optional.empty());
        String sealed = keys.seal(MARY, SECRET);
        String changed = (sealed.startsWith("A") ? "B" : "A") + sealed.substring(1);

        for (String other : new String[] {"", "AAAA", "not base64url!", changed, sealed.substring(0, 20)}) {
            assertThat(keys.open(MARY, other)).as(other).isEmpty();
        }
    }
}
