package dev.colophon.account.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import java.util.List;
import java.util.Map;

/** Asks for access tokens as a program does. */
public final class AccessTokenApi {
    public static final String PATH = "/api/v1/me/tokens";

    private AccessTokenApi() {}

    /** The secret of a new token. */
    public static String made(TestClient reader, String... scopes) {
        Answer answer = reader.post(PATH, Map.of("name", "e-reader", "scopes", List.of(scopes)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("secret").asText();
    }
}
