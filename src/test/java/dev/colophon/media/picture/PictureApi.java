package dev.colophon.media.picture;

import dev.colophon.account.MovableClock;
import dev.colophon.account.picture.ReaderPictureRoutes;
import dev.colophon.account.picture.ReaderPictures;
import dev.colophon.catalogue.BookRoutes;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Readers;
import dev.colophon.catalogue.cover.CoverPages;
import dev.colophon.catalogue.cover.CoverRoutes;
import dev.colophon.catalogue.cover.Covers;
import dev.colophon.media.Blobs;
import dev.colophon.media.MediaMetrics;
import dev.colophon.media.StoreKind;
import dev.colophon.observe.metric.Meters;
import dev.colophon.shelf.ShelfApi;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StoredBlob;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Everything about pictures on a server, with two readers and an admin. */
public final class PictureApi implements AutoCloseable {
    static final long MAX_BYTES = 1 << 20;
    static final long QUOTA_BYTES = 1 << 20;

    public final MovableClock clock = new MovableClock();
    public final BlobStore store;
    public final Pictures pictures;
    public final Covers covers;
    public final TestServer server;
    public final TestClient mary;
    public final TestClient john;
    public final TestClient admin;

    public PictureApi(TestDatabase rows, StoreKind kind, Path folder) {
        store = kind.open(folder);
        var blobs = new Blobs(rows.database(), store, clock, QUOTA_BYTES, new MediaMetrics(new Meters()));
        pictures = new Pictures(rows.database(), blobs, MAX_BYTES, clock);
        covers = new Covers(rows.database(), pictures, clock);
        PictureUploads uploads = new PictureUploads(pictures);
        server = TestServer.of(
                new BookRoutes(new Catalogue(rows.database(), Clock.systemUTC())),
                new PictureRoutes(pictures),
                new CoverRoutes(covers, uploads),
                new CoverPages(covers, uploads),
                new ReaderPictureRoutes(new ReaderPictures(rows.database(), pictures), uploads));
        mary = server.as(Readers.add(rows, "mary"));
        john = server.as(Readers.add(rows, "john"));
        admin = server.as(Readers.add(rows, "admin", true));
    }

    /** The id of a new book of Mary's. */
    public String book(String title) {
        return ShelfApi.made(mary.post(ShelfApi.BOOKS, Map.of("title", title)));
    }

    public static String cover(String book) {
        return ShelfApi.BOOKS + "/" + book + "/cover";
    }

    public static Answer put(TestClient client, String path, byte[] picture) {
        return client.send("PUT", path, Map.of("Content-Type", "image/jpeg"), picture);
    }

    /** The names of what is stored. */
    public List<String> stored() {
        return store.list("").stream().map(StoredBlob::name).toList();
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
