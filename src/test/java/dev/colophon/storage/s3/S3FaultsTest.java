package dev.colophon.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.storage.BlobStore;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.S3Settings;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import dev.colophon.storage.StoredBlob;
import dev.colophon.storage.s3.FaultyWay.Exchange;
import dev.colophon.storage.s3.FaultyWay.Fate;
import dev.colophon.testing.S3Server;
import dev.colophon.testing.TakesLong;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that goes wrong on the way to a storage is healed or said, and nothing partial is ever seen. */
@TakesLong("waits between tries, and for answers that do not come")
class S3FaultsTest {
    private static final int ATTEMPTS = 3;
    private static final int PART_BYTES = 5 << 20;
    private static final S3Limits SHORT =
            new S3Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), ATTEMPTS, Duration.ofMinutes(1), PART_BYTES);

    private static final String PUT = "PUT .*/blob HTTP.*";
    private static final String PART = "PUT .*partNumber.*";
    private static final String BEGIN = "POST .*uploads.*";
    private static final String COMPLETE = "POST .*uploadId=.*";
    private static final String GET = "GET .*/blob HTTP.*";
    private static final String HEAD = "HEAD .*";

    private final S3Settings settings = S3Server.bucket();
    private final FaultyWay way = open(settings.endpoint().orElseThrow().getPort());

    /** Sees what there is, by a way without faults. */
    private final BlobStore plain = S3Store.open(settings, InstantSource.system());

    private final BlobStore store =
            S3Store.open(S3Server.settings(settings.bucket(), way.port()), InstantSource.system(), SHORT);

    private static FaultyWay open(int server) {
        try {
            return new FaultyWay(server);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @BeforeEach
    void store_something_else() {
        plain.replace("other", new byte[7]);
    }

    @AfterEach
    void nothing_is_left_and_nothing_else_is_touched() {
        assertThat(plain.sweep(Duration.ofDays(-1))).isZero();
        assertThat(plain.list("other")).extracting(StoredBlob::bytes).containsExactly(7L);
        plain.close();
        store.close();
        way.close();
    }

    @ParameterizedTest
    @CsvSource({"500, InternalError", "503, SlowDown", "502, BadGateway", "504, GatewayTimeout"})
    void a_failure_that_passes_is_healed(int status, String code) throws IOException {
        Fate fate = FaultyWay.refusal(status, code);
        for (String request : new String[] {HEAD, BEGIN, PART, COMPLETE}) {
            way.plan(1, request, fate);
        }
        write(2 * PART_BYTES + 9);
        way.plan(ATTEMPTS - 1, GET, fate);

        requireWhole(2 * PART_BYTES + 9);
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, DENIED",
        "403, SignatureDoesNotMatch, DENIED",
        "401, Unauthorized, DENIED",
        "500, InternalError, UNREACHABLE",
        "503, SlowDown, UNREACHABLE",
        "507, InsufficientStorage, FULL",
        "403, QuotaExceeded, FULL",
        "507, XMinioStorageFull, FULL",
        "400, BadDigest, DAMAGED",
        "404, NoSuchBucket, UNREACHABLE"
    })
    void a_failure_that_stays_is_said(int status, String code, Reason reason) {
        Fate fate = FaultyWay.refusal(status, code);
        for (String request : new String[] {PUT, BEGIN, PART, COMPLETE}) {
            way.plan(ATTEMPTS, request, fate);
            int bytes = request.equals(PUT) ? 100 : PART_BYTES + 1;
            assertThat(fails(reason, () -> write(bytes)).getMessage())
                    .as(request)
                    .startsWith("cannot write blob into " + store.where())
                    .doesNotContain(settings.secretKey().value());
            way.mend();
            assertThat(plain.list("blob")).isEmpty();
            assertThat(plain.sweep(Duration.ofDays(-1))).isZero();
        }
        plain.replace("blob", new byte[9]);
        way.plan(ATTEMPTS, GET, fate);
        fails(reason, () -> store.read("blob"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 65_536, PART_BYTES - 1})
    void a_reset_while_writing_is_healed_or_said(int bytes) throws IOException {
        Fate fate = exchange -> exchange.breakAfter(bytes);
        way.plan(1, PART, fate);
        write(PART_BYTES + 100);
        requireWhole(PART_BYTES + 100);
        plain.delete("blob");

        way.plan(ATTEMPTS, PART, fate);
        fails(Reason.UNREACHABLE, () -> write(PART_BYTES + 100));
        way.plan(ATTEMPTS, PUT, fate);
        fails(Reason.UNREACHABLE, () -> write(PART_BYTES - 1));
        assertThat(plain.list("blob")).isEmpty();
    }

    @Test
    void a_lost_answer_does_not_lose_the_blob() throws IOException {
        way.plan(1, COMPLETE, FaultyWay.lostAnswer());
        write(PART_BYTES + 1);
        requireWhole(PART_BYTES + 1);
        assertThat(way.lines()).filteredOn(line -> line.matches(COMPLETE)).hasSize(2);
        plain.delete("blob");

        way.plan(1, PUT, FaultyWay.lostAnswer());
        write(100);
        requireWhole(100);
        plain.delete("blob");

        way.plan(1, PART, FaultyWay.lostAnswer());
        write(2 * PART_BYTES + 1);
        requireWhole(2 * PART_BYTES + 1);
    }

    @Test
    void an_answer_that_is_lost_each_time_is_no_riddle_either() throws IOException {
        way.plan(ATTEMPTS, COMPLETE, FaultyWay.lostAnswer());
        write(PART_BYTES + 1);
        requireWhole(PART_BYTES + 1);
        plain.delete("blob");

        way.plan(ATTEMPTS, PUT, FaultyWay.lostAnswer());
        write(100);
        requireWhole(100);
    }

    @Test
    void a_lost_answer_is_not_taken_for_the_blob_of_another() throws IOException {
        byte[] others = content(PART_BYTES + 1);
        way.plan(1, COMPLETE, exchange -> {
            plain.replace("blob", others);
            Exchange.reset(exchange.client());
        });

        fails(Reason.EXISTS, () -> write(PART_BYTES + 1));
        assertThat(read(plain)).isEqualTo(others);
    }

    @Test
    void a_storage_without_conditions_is_looked_at() throws IOException {
        way.plan(1, PUT, FaultyWay.refusal(501, "NotImplemented"));
        write(100);
        requireWhole(100);

        fails(Reason.EXISTS, () -> write(100));
        plain.delete("blob");
        try (BlobWriter writer = store.create("blob")) {
            writer.write(new byte[200]);
            plain.replace("blob", new byte[1]);
            way.plan(1, PUT, FaultyWay.refusal(501, "NotImplemented"));
            fails(Reason.EXISTS, writer::commit);
        }
        assertThat(read(plain)).hasSize(1);
    }

    @Test
    void a_storage_that_keeps_less_than_it_got_is_found_out() throws IOException {
        way.plan(1, PUT, exchange -> {
            byte[] answer = exchange.forward();
            plain.delete("blob");
            exchange.answer(answer);
        });
        fails(Reason.DAMAGED, () -> write(100));

        way.plan(1, COMPLETE, FaultyWay.lostAnswer());
        way.plan(1, "HEAD .*", exchange -> exchange.answer(exchange.forward()));
        way.plan(1, "HEAD .*", exchange -> exchange.answer(exchange.forward()));
        way.plan(1, "HEAD .*", exchange -> {
            String answer = new String(exchange.forward(), StandardCharsets.ISO_8859_1);
            exchange.answer(answer.replaceFirst("(?i)Content-Length: \\d+", "Content-Length: 17")
                    .getBytes(StandardCharsets.ISO_8859_1));
        });
        fails(Reason.DAMAGED, () -> write(PART_BYTES + 1));
        assertThat(plain.list("blob")).isEmpty();
    }

    @Test
    void bytes_that_change_on_the_way_are_refused() {
        for (String request : new String[] {PUT, PART}) {
            way.plan(ATTEMPTS, request, exchange -> {
                byte[] changed = exchange.body().clone();
                changed[changed.length / 2] ^= 1;
                exchange.answer(exchange.forward(changed));
            });
            assertThatExceptionOfType(StorageFailure.class)
                    .isThrownBy(() -> write(request.equals(PUT) ? 100 : PART_BYTES + 1));
            way.mend();
            assertThat(plain.list("blob")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 2_000, 100_000, 999_999})
    void an_answer_that_is_cut_short_is_never_a_short_blob(int bytes) throws IOException {
        byte[] content = content(1_000_000);
        plain.replace("blob", content);
        // where nothing at all is answered, the JDK's own connection asks a second time
        way.plan(2 * ATTEMPTS, GET, FaultyWay.cutAnswer(bytes));

        Throwable failure = catchThrowableOfType(Throwable.class, () -> read(store));
        assertThat(failure).isInstanceOfAny(IOException.class, StorageFailure.class);
        if (failure instanceof StorageFailure known) {
            assertThat(known.reason()).isIn(Reason.UNREACHABLE, Reason.DAMAGED);
        }
    }

    @Test
    void a_silent_storage_is_given_up() {
        plain.replace("blob", content(1_000));
        Fate silence = exchange -> Thread.sleep(SHORT.silence().plusSeconds(2));
        way.plan(ATTEMPTS, "GET .*list-type.*", silence);
        long start = System.nanoTime();

        fails(Reason.UNREACHABLE, () -> store.list(""));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void an_answer_that_stops_in_the_middle_is_given_up() {
        plain.replace("blob", content(1_000_000));
        way.plan(1, GET, exchange -> {
            byte[] answer = exchange.forward();
            exchange.answer(Arrays.copyOf(answer, 500_000));
            Thread.sleep(SHORT.silence().plusSeconds(3));
        });

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(store));
    }

    @Test
    void a_slow_storage_is_waited_for() throws IOException {
        plain.replace("blob", content(1_000));
        way.plan(1, GET, exchange -> {
            byte[] answer = exchange.forward();
            for (byte each : Arrays.copyOf(answer, 20)) {
                Thread.sleep(50);
                exchange.answer(new byte[] {each});
            }
            exchange.answer(Arrays.copyOfRange(answer, 20, answer.length));
        });

        assertThat(read(store)).isEqualTo(content(1_000));
    }

    @Test
    void a_storage_that_is_away_is_said() {
        // a port that was closed may be somebody else's by then
        try (BlobStore away = S3Store.open(S3Server.settings(settings.bucket(), 1), InstantSource.system(), SHORT)) {
            fails(Reason.UNREACHABLE, () -> away.list(""));
            fails(Reason.UNREACHABLE, () -> away.create("blob"));
            fails(Reason.UNREACHABLE, () -> away.replace("blob", new byte[1]));
            fails(Reason.UNREACHABLE, () -> away.read("blob"));
            fails(Reason.UNREACHABLE, () -> away.delete("blob"));
        }
    }

    @Test
    void a_page_of_a_list_that_fails_fails_the_list() {
        way.plan(ATTEMPTS, "GET .*list-type.*", FaultyWay.cutAnswer(400));

        fails(Reason.UNREACHABLE, () -> store.list(""));
    }

    private void write(int bytes) throws IOException {
        try (BlobWriter writer = store.create("blob")) {
            writer.write(content(bytes));
            writer.commit();
        }
    }

    private void requireWhole(int bytes) throws IOException {
        assertThat(read(store)).isEqualTo(content(bytes));
    }

    private static byte[] read(BlobStore store) throws IOException {
        try (InputStream in = store.read("blob")) {
            return in.readAllBytes();
        }
    }

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }

    private static StorageFailure fails(Reason reason, ThrowingCallable what) {
        StorageFailure failure = catchThrowableOfType(StorageFailure.class, what);
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        return failure;
    }
}
