package dev.colophon.boot.feature;

import dev.colophon.account.picture.ReaderPictureRoutes;
import dev.colophon.account.picture.ReaderPictures;
import dev.colophon.catalogue.cover.CoverPages;
import dev.colophon.catalogue.cover.CoverRoutes;
import dev.colophon.catalogue.cover.Covers;
import dev.colophon.database.Database;
import dev.colophon.lookup.cover.Album;
import dev.colophon.media.Blobs;
import dev.colophon.media.MediaMetrics;
import dev.colophon.media.MediaSettings;
import dev.colophon.media.UploadStore;
import dev.colophon.media.picture.PictureRoutes;
import dev.colophon.media.picture.PictureUploads;
import dev.colophon.media.picture.Pictures;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.Settings;
import dev.colophon.storage.BlobStore;
import dev.colophon.web.Routes;
import java.time.Clock;
import java.util.List;

/**
 * Files of readers and what is made of them.
 *
 * @param store where they are kept
 */
public record MediaParts(
        MediaSettings settings,
        MediaMetrics metrics,
        BlobStore store,
        Blobs blobs,
        Pictures pictures,
        Covers covers,
        List<Routes> routes)
        implements AutoCloseable {

    public static MediaParts of(Settings settings, Database database, Clock clock, Meters meters) {
        MediaSettings media = settings.get(MediaSettings.GROUP);
        BlobStore store = UploadStore.open(settings, clock);
        MediaMetrics metrics = new MediaMetrics(meters);
        Blobs blobs = new Blobs(database, store, clock, media.quotaBytes(), metrics);
        Pictures pictures = new Pictures(database, blobs, media.maxFileBytes(), clock);
        PictureUploads uploads = new PictureUploads(pictures);
        Covers covers = new Covers(database, pictures, clock);
        List<Routes> routes = List.of(
                new PictureRoutes(pictures),
                new CoverRoutes(covers, uploads),
                new CoverPages(covers, uploads),
                new ReaderPictureRoutes(new ReaderPictures(database, pictures), uploads));
        return new MediaParts(media, metrics, store, blobs, pictures, covers, routes);
    }

    /** For the covers that look-ups fetch. */
    public Album album(Database database) {
        return new CoverAlbum(database, pictures, covers);
    }

    @Override
    public void close() {
        store.close();
    }
}
