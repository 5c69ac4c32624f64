package dev.colophon.lookup.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.lookup.port.SourceFailure.Reason;
import dev.colophon.problem.Problem;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a provider says is wrong.
 *
 * @param retryAfter when it wants to be asked again, if it said so
 */
record Complaint(Reason reason, String message, Optional<Duration> retryAfter) {
    /** Of a longer wait a person is told nothing; it would be a date far away. */
    private static final long LONGEST_WAIT_SECONDS = 3_600;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    /** Google's words for requests that are used up, in whatever status it puts them. */
    private static final Pattern USED_UP =
            Pattern.compile("daily_?limit_?exceeded|quota_?exceeded|rate_?limit_?exceeded|resource_?exhausted");

    /** Empty where the answer is one: found, or not there. */
    static Optional<Complaint> of(Received received) {
        int status = received.status();
        String said = said(received);
        return switch (status) {
            case 200, 404 -> Optional.empty();
            case 400, 403, 429 -> Optional.of(new Complaint(refusal(status, said), text(status), wait(received)));
            case 401, 451 -> Optional.of(new Complaint(Reason.REFUSED, text(status), wait(received)));
            default ->
                Optional.of(new Complaint(
                        status / 100 == 5 ? Reason.BROKEN : Reason.WRONG_ANSWER, text(status), wait(received)));
        };
    }

    SourceFailure failure() {
        return new SourceFailure(reason, message);
    }

    /** Whether the provider itself says that it may be over in a moment. */
    boolean passes() {
        return reason == Reason.BUSY || reason == Reason.BROKEN;
    }

    private static Reason refusal(int status, String said) {
        if (USED_UP.matcher(said).find()) {
            boolean soon = said.contains("per minute") || said.contains("userratelimitexceeded");
            return soon ? Reason.BUSY : Reason.QUOTA;
        }
        return status == 429 ? Reason.BUSY : Reason.REFUSED;
    }

    private static String text(int status) {
        return "it answered with status " + status;
    }

    /** The reasons and the message of an error as Google writes it, in small letters; empty for anything else. */
    private static String said(Received received) {
        if (received.status() == 200 || !received.mediaType().endsWith("json")) {
            return "";
        }
        try {
            JsonNode error = Json.readForeign(received.body()).path("error");
            return String.join(
                            " ",
                            error.path("status").asText(),
                            String.join(" ", error.path("errors").findValuesAsText("reason")),
                            error.path("message").asText())
                    .toLowerCase(Locale.ROOT);
        } catch (Problem unreadable) {
            return "";
        }
    }

    private static Optional<Duration> wait(Received received) {
        return received.retryAfter()
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(text))));
    }
}
