package dev.colophon.media.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.media.StoreKind;
import dev.colophon.media.picture.Picture.Source;
import dev.colophon.media.picture.pixels.SamplePictures;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures as they arrive. */
@OnSqlite
@Timeout(60)
class PicturesTest {
    private static final int MOST_ARRIVING = 8;

    @Test
    void few_pictures_arrive_at_a_time(TestDatabase rows, @TempDir Path folder) throws Exception {
        byte[] picture = SamplePictures.jpeg(40, 60);
        CountDownLatch begun = new CountDownLatch(MOST_ARRIVING);
        CountDownLatch sent = new CountDownLatch(1);
        List<CompletableFuture<Picture>> arriving = new ArrayList<>();
        try (PictureApi api = new PictureApi(rows, StoreKind.FOLDER, folder)) {
            accept(api, new ByteArrayInputStream(picture));
            for (int number = 0; number < MOST_ARRIVING; number++) {
                InputStream held = new Held(new ByteArrayInputStream(picture), begun, sent);
                arriving.add(CompletableFuture.supplyAsync(() -> accept(api, held), Thread::startVirtualThread));
            }
            begun.await();

            Problem busy = catchThrowableOfType(Problem.class, () -> accept(api, new ByteArrayInputStream(picture)));
            assertThat(busy.kind()).isEqualTo(Kind.UNAVAILABLE);

            sent.countDown();
            for (CompletableFuture<Picture> one : arriving) {
                assertThat(one.get().width()).isEqualTo(40);
            }
            assertThat(accept(api, new ByteArrayInputStream(picture)).height()).isEqualTo(60);
        }
    }

    private static Picture accept(PictureApi api, InputStream in) {
        try {
            return api.pictures.accept(in, Source.OPEN_LIBRARY);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A picture whose sender waits. */
    private static final class Held extends FilterInputStream {
        private final CountDownLatch begun;
        private final CountDownLatch sent;

        Held(InputStream in, CountDownLatch begun, CountDownLatch sent) {
            super(in);
            this.begun = begun;
            this.sent = sent;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            begun.countDown();
            try {
                sent.await();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            return super.read(bytes, offset, length);
        }
    }
}
